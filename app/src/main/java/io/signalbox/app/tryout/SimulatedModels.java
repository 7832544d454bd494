package io.signalbox.app.tryout;

import io.signalbox.app.backend.Installation;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;

/// Graphs whose models nobody has to pay for.
public final class SimulatedModels {
  private SimulatedModels() {}

  /// The same graph with each model played by the simulated provider, at its own price and speed.
  public static RoutingGraph of(RoutingGraph graph) {
    return io.signalbox.engine.lab.SimulatedGraph.of(graph);
  }

  /// Whether a provider is one that asks nobody.
  public static boolean is(String provider, Installation installation) {
    return installation.providers().stream()
        .anyMatch(each -> each.id().equals(provider) && each.reach() == Provider.Reach.SIMULATED);
  }
}
