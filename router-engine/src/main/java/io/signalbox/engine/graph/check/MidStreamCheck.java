package io.signalbox.engine.graph.check;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Checks fallbacks that continue answers: whether another model is there to do it, and if one is,
/// says what it never does.
final class MidStreamCheck {
  private final RoutingGraph graph;

  MidStreamCheck(RoutingGraph graph) {
    this.graph = graph;
  }

  /// One for each fallback that continues.
  List<Problem> problems() {
    return graph.nodes().values().stream()
        .filter(FallbackNode.class::isInstance)
        .map(FallbackNode.class::cast)
        .filter(FallbackNode::continues)
        .map(this::problem)
        .toList();
  }

  private Problem problem(FallbackNode node) {
    Place place = Place.node(node.id()).at("mid_stream");
    return obstacle(node)
        .map(why -> Problem.of(ProblemCode.NOBODY_CONTINUES, place).with("reason", why))
        .orElseGet(() -> Problem.of(ProblemCode.CONTINUES_TEXT, place))
        .with("id", node.id());
  }

  /// Why no other model goes on. A model that is tried again may go on itself: that is meant.
  private Optional<String> obstacle(FallbackNode node) {
    if (node.mostCalls() < 2) {
      return Optional.of("attempts allows one call");
    }
    if (!node.on().contains(FailureClass.INTERRUPTED)) {
      return Optional.of("on does not name interrupted");
    }
    if (node.retries() > 0) {
      return Optional.empty();
    }
    return node.to().size() < 2
        ? Optional.of("it has no second branch")
        : Optional.of("all its branches call the same model").filter(why -> isOneModel(node));
  }

  private boolean isOneModel(FallbackNode node) {
    var called = new HashSet<Object>();
    for (String to : node.to()) {
      called.add(graph.model(to).<Object>map(MidStreamCheck::called).orElse(to));
    }
    return called.size() == 1;
  }

  /// Who answers, whatever the key.
  private static List<Object> called(Model model) {
    return List.of(model.provider(), model.model(), model.url());
  }
}
