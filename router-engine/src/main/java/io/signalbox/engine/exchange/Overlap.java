package io.signalbox.engine.exchange;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Cuts what a model repeats of an answer that it goes on with. A model that is asked to continue
/// likes to begin with the last words; some APIs repeat what the answer was begun with. Only what
/// is repeated letter by letter is cut, and only if there is one way to see it: in `0, 0, 0, 0, 0`
/// a repetition may be meant. Until that is known, what comes is held back. Belongs to one thread.
final class Overlap {
  /// So many characters at the end are looked at; and so many is the least that is no coincidence.
  private static final int MOST = 200;

  private static final int LEAST = 12;

  private final List<String> repeated;
  private final boolean certain; // that what is repeated is no coincidence
  private final StringBuilder held = new StringBuilder();
  private boolean decided;

  /// @param repeated what may be repeated, the longest first
  private Overlap(Stream<String> repeated, boolean certain) {
    this.repeated = repeated.filter(text -> !text.isEmpty()).toList();
    this.certain = certain;
  }

  /// Of a model that was asked to go on: the last words, or all of it.
  static Overlap ofAsked(String said) {
    int from = Math.max(0, said.length() - MOST);
    Stream<String> ends =
        IntStream.rangeClosed(from, said.length() - LEAST)
            .filter(at -> at > 0 && isWordStart(said, at))
            .mapToObj(said::substring);
    Stream<String> all = Stream.of(said).filter(text -> text.length() >= LEAST);
    return new Overlap(Stream.concat(all, ends), false);
  }

  /// Of a model whose answer was begun with all but the white space at its end, which is not to be
  /// said twice. What its API repeats in front of that is no guess, however short it is.
  ///
  /// @param echoes whether its API is known to repeat the beginning; it need not
  static Overlap ofPrefilled(String said, boolean echoes) {
    String begun = said.stripTrailing();
    String space = said.substring(begun.length());
    return new Overlap(echoes ? Stream.of(said, begun, space) : Stream.of(space), true);
  }

  private static boolean isWordStart(String text, int at) {
    return !Character.isLowSurrogate(text.charAt(at))
        && (!Character.isLetterOrDigit(text.charAt(at - 1))
            || !Character.isLetterOrDigit(text.charAt(at))
            || Character.isIdeographic(text.codePointAt(at)));
  }

  /// What can be passed on after this piece of the model's text.
  String take(String piece) {
    if (decided) {
      return piece;
    }
    held.append(piece);
    String now = held.toString();
    boolean open =
        repeated.stream().anyMatch(text -> text.length() > now.length() && text.startsWith(now));
    return open ? "" : flush();
  }

  /// What was held back, for no more text will come.
  String flush() {
    String now = held.toString();
    held.setLength(0);
    boolean first = !decided;
    decided = true;
    return first ? now.substring(cut(now)) : now;
  }

  private int cut(String text) {
    List<String> found = repeated.stream().filter(text::startsWith).toList();
    boolean seen = found.size() == 1 || (certain && !found.isEmpty());
    return seen ? found.getFirst().length() : 0;
  }
}
