package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.ModelCard;
import java.util.List;
import java.util.function.Function;

/// Says which promises can be broken.
final class PromiseCheck {
  private PromiseCheck() {}

  static List<Problem> problems(RoutingGraph graph, Function<Model, ModelCard> cards) {
    return List.of();
  }
}
