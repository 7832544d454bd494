package io.signalbox.engine.route;

import io.signalbox.engine.graph.RoutingGraph;
import java.util.OptionalInt;

/// Counts the calls of one request against the most that it may make. Calls for the answer have a
/// limit of their own, which a fallback on the route may raise; a promise limits all calls
/// together, those for decisions and copies included. Belongs to one thread.
final class CallLimit {
  private final OptionalInt promised;
  private int answers = RoutingGraph.MOST_ATTEMPTS;
  private int made; // for the answer
  private int besides; // for decisions and copies

  /// @param promised the most calls of all; empty if nothing is promised
  CallLimit(OptionalInt promised) {
    this.promised = promised;
  }

  /// One call, for the copy of a request whose calls are promised; else the usual number.
  CallLimit ofCopy() {
    return new CallLimit(promised.isPresent() ? OptionalInt.of(1) : OptionalInt.empty());
  }

  /// A node on the route allows so many calls.
  void allow(int calls) {
    answers = Math.max(answers, calls);
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
