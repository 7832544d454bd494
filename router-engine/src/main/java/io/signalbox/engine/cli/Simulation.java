package io.signalbox.engine.cli;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A graph whose models nobody has to pay for: each is played by the simulated provider, at its own
/// price and speed.
final class Simulation {
  static final String PROVIDER = "simulated";

  private Simulation() {}

  static RoutingGraph of(RoutingGraph graph) {
    var models = new LinkedHashMap<String, Model>();
    graph.models().forEach((id, model) -> models.put(id, played(model)));
    return graph.withModels(models);
  }

  private static Model played(Model model) {
    return new Model(
        model.id(),
        PROVIDER,
        model.model(),
        Optional.empty(),
        Optional.empty(),
        model.params(),
        model.labels(),
        model.about());
  }
}
