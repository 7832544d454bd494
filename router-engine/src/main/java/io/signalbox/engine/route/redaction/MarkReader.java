package io.signalbox.engine.route.redaction;

import java.util.Optional;

/// Puts values in the place of their marks in one text that comes in pieces. Only the end of a
/// piece that may still become a mark is held back, which is shorter than the longest mark. Belongs
/// to one thread.
final class MarkReader {
  private final RedactionMarks marks;
  private final boolean json;
  private String held = "";
  private boolean changed;

  /// @param json whether marks stand within strings of a JSON text
  MarkReader(RedactionMarks marks, boolean json) {
    this.marks = marks;
    this.json = json;
  }

  /// What can be told with one more piece.
  String take(String piece) {
    String text = held + piece;
    held = "";
    var told = new StringBuilder(text.length());
    int done = 0;
    for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', done)) {
      told.append(text, done, at);
      int end = text.indexOf(']', at, Math.min(text.length(), at + marks.longest())) + 1;
      Optional<String> value = end > 0 ? marks.value(text.substring(at, end)) : Optional.empty();
      if (end == 0 && mayBecome(text, at)) {
        held = text.substring(at);
        return told.toString();
      }
      told.append(value.map(this::written).orElse("["));
      done = value.isPresent() ? end : at + 1;
    }
    return told.append(text, done, text.length()).toString();
  }

  private boolean mayBecome(String text, int at) {
    return text.length() - at < marks.longest() && marks.mayBecome(text.substring(at));
  }

  private String written(String value) {
    changed = true;
    return json ? JsonStrings.escaped(value) : value;
  }

  /// What was held back, for no more will come.
  String flush() {
    String rest = held;
    held = "";
    return rest;
  }

  /// Whether a value was put in.
  boolean isChanged() {
    return changed;
  }
}
