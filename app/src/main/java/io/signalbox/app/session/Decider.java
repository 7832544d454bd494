package io.signalbox.app.session;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Trace;
import java.util.Map;

/// Says which way a request would go and what it would cost, without asking any provider. Safe for
/// threads.
@FunctionalInterface
public interface Decider {
  /// The way of one request.
  ///
  /// @param prompt the user's message
  /// @param metadata labels of the request
  /// @param model what the client asks for; empty: the graph itself
  Trace decide(RoutingGraph graph, String prompt, Map<String, String> metadata, String model);
}
