package io.signalbox.app.tryout;

import io.signalbox.app.document.Document;
import java.util.Optional;

/// What is tried out on one graph, kept while another one is in front. Immutable.
///
/// @param of the graph as it was then
/// @param ask the request that is composed
/// @param result what became of it
/// @param answer the live answer as far as it has come
/// @param call which goes on while another graph is in front
record Tryout(
    Document of,
    RequestDraft ask,
    Simulation result,
    Optional<Answer> answer,
    Optional<LiveCall> call) {
  static final Tryout NOTHING =
      new Tryout(
          Document.NONE,
          RequestDraft.NOTHING,
          new Simulation.Idle(),
          Optional.empty(),
          Optional.empty());

  Tryout found(Simulation then) {
    return new Tryout(of, ask, then, answer, call);
  }

  Tryout heard(Answer now, Simulation then) {
    return new Tryout(of, ask, then, Optional.of(now), call);
  }
}
