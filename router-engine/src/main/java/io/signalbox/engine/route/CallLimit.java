package io.signalbox.engine.route;

import java.util.OptionalInt;

/// Counts the calls of one request against the most that it may make. Calls for the answer have a
/// limit of their own; a promise limits all calls together, those for decisions and copies
/// included. Belongs to one thread.
final class CallLimit {
  private final int answers;
  private final OptionalInt promised;
  private int made; // for the answer
  private int besides; // for decisions and copies

  /// @param answers the most calls for the answer
  /// @param promised the most calls of all; empty if nothing is promised
  CallLimit(int answers, OptionalInt promised) {
    this.answers = answers;
    this.promised = promised;
  }

  /// One call, for the copy of a request whose calls are promised; else the usual number.
  CallLimit ofCopy() {
    return new CallLimit(answers, promised.isPresent() ? OptionalInt.of(1) : OptionalInt.empty());
  }

  int made() {
    return made;
  }

  void answering() {
    made++;
  }

  void takeBack() {
    made--;
  }

  void besides() {
    besides++;
  }

  /// Whether another call for the answer may be made.
  boolean hasLeft() {
    return made < answers && made + besides < promised.orElse(Integer.MAX_VALUE);
  }

  /// Whether a call besides leaves one for the answer.
  boolean hasLeftBesides() {
    return made + besides + 1 < promised.orElse(Integer.MAX_VALUE);
  }
}
