package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.Model;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is to be done next with a request.
public sealed interface Move {
  /// Call a model.
  ///
  /// @param model which
  /// @param request the request as it stands there
  /// @param rewritten whether a node changed it
  /// @param claims what is to be held for it
  /// @param firstToken the longest wait for the first token; empty: the usual one
  /// @param total the longest time for the whole answer; empty: the usual one
  /// @param retry whether the same model failed just before
  record Call(
      Model model,
      ChatRequest request,
      boolean rewritten,
      List<Claim> claims,
      Optional<Duration> firstToken,
      Optional<Duration> total,
      boolean retry)
      implements Move {
    public Call {
      claims = List.copyOf(claims);
    }
  }

  /// Pass a model over and go on with [RoutePlan#next].
  ///
  /// @param why for a person
  record Skip(Model model, String why) implements Move {}

  /// Answer with an error that the graph demands.
  record Reject(String node, int status, String message) implements Move {}

  /// No model is left: the last failure is the answer.
  record End() implements Move {}
}
