package io.signalbox.app.kit.code;

import java.util.List;

/// Knows what could stand at a place of a text.
@FunctionalInterface
public interface Completer {
  /// Nothing ever.
  Completer NONE = (text, offset) -> new Offer(offset, List.of());

  /// What could stand at a place, the likeliest first, whatever letters are there already.
  Offer at(String text, int offset);

  /// What could stand somewhere.
  ///
  /// @param start where the word begins that it would replace
  record Offer(int start, List<Choice> choices) {
    public Offer {
      choices = List.copyOf(choices);
    }
  }

  /// One of them.
  ///
  /// @param word what is shown
  /// @param note what it means; may be empty
  /// @param written what is put into the text
  record Choice(String word, String note, String written) {
    /// One that is written as it is shown.
    public static Choice of(String word, String note) {
      return new Choice(word, note, word);
    }
  }
}
