package io.signalbox.engine.lab;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A graph whose models cost nothing: each is played by the simulated provider, at its own price
/// and speed. It has a name of its own, so that what it seems to spend counts against no real
/// budget.
public final class SimulatedGraph {
  /// The end of the name of a simulated graph.
  public static final String MARK = " (simulated)";

  private SimulatedGraph() {}

  /// The graph played: the same nodes, the same ids.
  public static RoutingGraph of(RoutingGraph graph) {
    var models = new LinkedHashMap<String, Model>();
    graph.models().forEach((id, model) -> models.put(id, played(model)));
    return graph.withModels(models).withName(graph.name() + MARK);
  }

  /// The name that clients use for a graph, simulated or not.
  public static String clientName(RoutingGraph graph) {
    String name = graph.name();
    return name.endsWith(MARK) ? name.substring(0, name.length() - MARK.length()) : name;
  }

  private static Model played(Model model) {
    return model.withProvider(Provider.SIMULATED).withKeys(List.of()).withUrl(Optional.empty());
  }
}
