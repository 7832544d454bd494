package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.EffectiveGraph;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.StepBound;
import io.signalbox.engine.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says what is wrong with a graph. Only a graph without errors is run; warnings are about what
/// runs but is hardly meant.
public final class GraphCheck {
  /// The most nodes and models together.
  public static final int MOST_PARTS = StepBound.MOST_PARTS;

  private GraphCheck() {}

  /// Everything that is wrong, errors first, otherwise in the order of the graph.
  ///
  /// @param cards gives what is known of a model
  public static List<Problem> check(RoutingGraph graph, Function<Model, ModelCard> cards) {
    return check(graph, cards, Optional.empty());
  }

  /// The same, and says which models have a provider that does not exist.
  ///
  /// @param providers the ids of all providers
  public static List<Problem> check(
      RoutingGraph graph, Function<Model, ModelCard> cards, Collection<String> providers) {
    return check(graph, cards, Optional.of(providers));
  }

  private static List<Problem> check(
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      Optional<Collection<String>> providers) {
    if (graph.nodes().size() + graph.models().size() > MOST_PARTS) {
      return List.of(tooLarge(graph));
    }
    EffectiveGraph inForce = EffectiveGraph.of(graph);
    List<Problem> disabled = inForce.problems();
    var found = new ArrayList<>(disabled);
    // What is connected to something disabled is unconnected in the graph to run: said once is
    // enough.
    parts(graph, inForce, cards, providers).stream()
        .map(problem -> problem.on(inForce.written(problem.place())))
        .filter(
            problem -> disabled.stream().noneMatch(each -> each.place().equals(problem.place())))
        .forEach(found::add);
    return found.stream().sorted((a, b) -> a.severity().compareTo(b.severity())).toList();
  }

  /// @param written the graph with what is disabled
  private static List<Problem> parts(
      RoutingGraph written,
      EffectiveGraph inForce,
      Function<Model, ModelCard> cards,
      Optional<Collection<String>> providers) {
    RoutingGraph graph = inForce.graph();
    var found = new ArrayList<Problem>(new StructureCheck(graph).problems());
    boolean sound = found.stream().noneMatch(Problem::isError);
    found.addAll(new FieldCheck(graph).problems());
    providers.ifPresent(ids -> found.addAll(unknownProviders(graph, ids)));
    found.addAll(ParameterCheck.problems(graph));
    found.addAll(new MidStreamCheck(graph).problems());
    found.addAll(new ModelCardCheck(graph, cards).problems());
    if (sound) {
      found.addAll(new VectorSpaceCheck(graph, cards).problems());
    }
    found.addAll(new ConditionCheck(graph, written.models().keySet()).problems());
    if (sound) {
      found.addAll(new PromiseCheck(graph, inForce::written).problems(cards));
      found.addAll(new BudgetCheck(graph, cards).problems());
    }
    return found;
  }

  private static Problem tooLarge(RoutingGraph graph) {
    int size = graph.nodes().size() + graph.models().size();
    return Problem.of(ProblemCode.GRAPH_TOO_LARGE).with("count", size).with("limit", MOST_PARTS);
  }

  private static List<Problem> unknownProviders(RoutingGraph graph, Collection<String> ids) {
    return graph.models().values().stream()
        .filter(model -> !model.provider().isEmpty() && !ids.contains(model.provider()))
        .map(model ->
            Problem.of(ProblemCode.UNKNOWN_PROVIDER, Place.model(model.id()).at("provider"))
                .with("id", model.provider())
                .with("known", String.join(", ", ids))
                .suggesting(Nearest.to(model.provider(), ids)))
        .toList();
  }
}
