package io.signalbox.app.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where in the structure of a text a caret is. Immutable.
///
/// @param path keys from the root to the mapping whose key is written, or to the value; `[]` for
///   what a list holds
/// @param value whether a value is written, behind its key
/// @param start where the word begins that is written
/// @param taken the keys that the mapping has besides
/// @param kind the kind of the node that it is in; empty if it is in none
record CaretContext(List<String> path, boolean value, int start, Set<String> taken, String kind) {
  CaretContext {
    path = List.copyOf(path);
    taken = Set.copyOf(taken);
  }

  /// The place of a caret; empty in a comment. A text may be broken: what can be understood counts.
  ///
  /// @param text with `\n` for line breaks
  static Optional<CaretContext> of(String text, int caret) {
    return new CaretContextReader(text, caret).place();
  }
}
