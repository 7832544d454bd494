package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.VectorSpace;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.SplitNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Warns of nodes that choose between embedding models by chance, price or health although the
/// vectors of one cannot be compared with those of the other.
final class VectorSpaceCheck {
  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;

  VectorSpaceCheck(RoutingGraph graph, Function<Model, ModelCard> cards) {
    this.graph = graph;
    this.cards = cards;
  }

  List<Problem> problems() {
    return graph.nodes().values().stream()
        .filter(VectorSpaceCheck::isBlind)
        .flatMap(node -> mixed(node).stream())
        .toList();
  }

  /// A condition that chooses can know which index a request is for; these cannot.
  private static boolean isBlind(Node node) {
    return node instanceof SplitNode || node.failover().isPresent();
  }

  private List<Problem> mixed(Node node) {
    var seen = new ArrayList<VectorSpace>();
    var ids = new ArrayList<String>();
    for (Model model : embedders(node)) {
      VectorSpace space = VectorSpace.of(cards.apply(model), model.labels(), model.params());
      if (!seen.contains(space)) {
        seen.add(space);
        ids.add(model.id());
      }
    }
    return ids.size() < 2
        ? List.of()
        : List.of(
            Problem.of(ProblemCode.MIXED_VECTOR_SPACES, Place.node(node.id()))
                .with("id", node.id())
                .with("models", String.join(", ", ids)));
  }

  private List<Model> embedders(Node node) {
    return BottomUp.of(graph, node.id()).stream()
        .flatMap(id -> graph.model(id).stream())
        .filter(model -> cards.apply(model).onlyEmbeds())
        .toList();
  }
}
