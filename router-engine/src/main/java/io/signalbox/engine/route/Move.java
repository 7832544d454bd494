package io.signalbox.engine.route;

import io.signalbox.engine.cache.CacheQuery;
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
  /// @param hedgeAfter the silence after which [RoutePlan#hedge] names another model to be called
  ///   as well; empty: none is
  record Call(
      Model model,
      ChatRequest request,
      boolean rewritten,
      List<Claim> claims,
      Optional<Duration> firstToken,
      Optional<Duration> total,
      Optional<Duration> hedgeAfter)
      implements Move {
    public Call {
      claims = List.copyOf(claims);
    }

    /// The same after a wait, which is taken from its time.
    public Call after(Duration wait) {
      return new Call(
          model,
          request,
          rewritten,
          claims,
          firstToken,
          total.map(time -> time.minus(wait)),
          hedgeAfter);
    }
  }

  /// Call a model for the decision of a node, and go on with [RoutePlan#consulted] or
  /// [RoutePlan#notConsulted].
  ///
  /// @param node the id of the node
  /// @param request what the model is sent
  /// @param claims what is to be held for it
  /// @param within how long it may take
  record Consult(String node, Model model, ChatRequest request, List<Claim> claims, Duration within)
      implements Move {
    public Consult {
      claims = List.copyOf(claims);
    }
  }

  /// Send a copy of the request on a route of its own, whose answer nobody waits for, and go on
  /// with [RoutePlan#next].
  ///
  /// @param node the id of the node that copies
  /// @param route the copy's route
  record Copy(String node, RoutePlan route) implements Move {}

  /// Look for an earlier answer, and go on with [RoutePlan#recalled] or [RoutePlan#notRecalled].
  ///
  /// @param node the id of the cache node
  record Recall(String node, CacheQuery query) implements Move {}

  /// Pass a model over and go on with [RoutePlan#next].
  ///
  /// @param why for a person
  record Skip(Model model, String why) implements Move {}

  /// Answer with an error that the graph demands.
  record Reject(String node, int status, String message) implements Move {}

  /// No model is left: the last failure is the answer.
  record End() implements Move {}
}
