package io.signalbox.engine.route;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What all routes of one request have in common, its copies' included.
///
/// @param graph the graph without what is disabled
/// @param cards what is known of its models
/// @param explained whether steps say how near conditions were
/// @param budget the most steps of a condition
/// @param learners what nodes have learned
/// @param caches what is looked for at cache nodes, by their ids
record RouteParts(
    RoutingGraph graph,
    Function<Model, ModelCard> cards,
    World world,
    boolean explained,
    long budget,
    Learners learners,
    Map<String, CacheLookup> caches) {

  /// The same for a copy: no cache answers it, and none keeps its answer.
  RouteParts ofCopy() {
    return new RouteParts(graph, cards, world, explained, budget, learners, Map.of());
  }

  /// Which promise forbids to give a request an answer of a model that was not called for it; empty
  /// if none does. A model that the graph no longer has is forbidden, and a condition that cannot
  /// be evaluated counts as one that holds: rather a call too many.
  Optional<String> forbidden(Facts asked, String id) {
    var model = graph.model(id);
    if (model.isEmpty()) {
      return Optional.of("the graph no longer has " + id);
    }
    return graph.promises().stream()
        .filter(promise -> promise.only().isPresent())
        .filter(promise -> isAbout(promise, asked))
        .filter(promise -> !Promise.allows(promise.only().orElse(Condition.NEVER), model.get()))
        .findFirst()
        .map(promise -> "the promise \"" + promise.name() + "\" forbids an answer of " + id);
  }

  private boolean isAbout(Promise promise, Facts asked) {
    try {
      return promise.when().isEmpty() || promise.when().get().holds(asked, budget);
    } catch (ConditionException e) {
      return true;
    }
  }
}
