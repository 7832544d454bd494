package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.util.Map;

/// What went over one part of a graph in a span of time, for figures on a picture of it. Immutable.
///
/// @param app the app whose requests these are; empty for the terminal
/// @param over the part
/// @param requests how many requests went over it; of a model its calls, those for decisions and
///   copies included
/// @param failed how many of them failed there: the call of the model, or all calls that came of it
/// @param onward how many of them left the node by another exit afterwards, as after a failure
/// @param usd what these requests cost as far as prices are known; of a model its calls. Simulated
///   calls cost nothing
/// @param waits how many waited how long for their first token: counts by
///   [TrafficInterval#step(long)]; none of exits
public record RouteTraffic(
    String app,
    GraphPart over,
    long requests,
    long failed,
    long onward,
    Money usd,
    Map<Integer, Long> waits) {
  public RouteTraffic {
    waits = Map.copyOf(waits);
  }

  /// A part of a graph.
  public sealed interface GraphPart {
    /// All of it. Copies of requests do not count here.
    record Whole() implements GraphPart {}

    /// An exit of a node.
    ///
    /// @param node the node's id
    /// @param label the exit's label, as steps of traces name it; empty for the model that the node
    ///   asks for its decision
    /// @param to the target's id; empty if there is none
    record Exit(String node, String label, String to) implements GraphPart {}

    /// A model.
    record Model(String id) implements GraphPart {}
  }
}
