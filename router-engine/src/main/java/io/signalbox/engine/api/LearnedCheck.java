package io.signalbox.engine.api;

import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.learned.Proof;
import io.signalbox.engine.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Checks that learned nodes can learn, know their models, and are shown to be no worse than the
/// best single model. Reads their files, and learns if they hold outcomes. A graph runs without;
/// its learned nodes take `otherwise` then.
final class LearnedCheck {
  private static final double TINY = 1e-9;

  private final RoutingGraph graph;
  private final Function<LearnedNode, LearnedTraining> trainings;
  private final List<Problem> problems = new ArrayList<>();

  private LearnedCheck(RoutingGraph graph, Function<LearnedNode, LearnedTraining> trainings) {
    this.graph = graph;
    this.trainings = trainings;
  }

  static List<Problem> problems(
      RoutingGraph graph, Function<LearnedNode, LearnedTraining> trainings) {
    var check = new LearnedCheck(graph, trainings);
    graph.nodes().values().stream()
        .filter(node -> !graph.isDisabled(node.id()))
        .filter(LearnedNode.class::isInstance)
        .map(LearnedNode.class::cast)
        .filter(node -> !node.from().isBlank())
        .forEach(check::check);
    return check.problems;
  }

  private void check(LearnedNode node) {
    switch (trainings.apply(node)) {
      case LearnedTraining.Failed failed ->
          problems.add(
              Problem.of(ProblemCode.NOTHING_LEARNED, Place.node(node.id()).at("from"))
                  .with("id", node.id())
                  .with("file", node.from())
                  .with("reason", clause(failed.why())));
      case LearnedTraining.Ready ready -> check(node, ready);
    }
  }

  /// A reason that ends with a full stop of its own does not get a second one.
  private static String clause(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private void check(LearnedNode node, LearnedTraining.Ready ready) {
    var branches = new LearnedBranches(node, graph, ready.router());
    List<String> known = ready.router().models();
    branches.unknown().forEach(id -> unknown(node, id, known));
    branches.wish().map(branches::proof).ifPresent(proof -> shown(node, ready, proof));
  }

  private void unknown(LearnedNode node, String branch, List<String> known) {
    Place place = Place.node(node.id()).at("to").at(node.to().indexOf(branch));
    problems.add(
        Problem.of(ProblemCode.NO_OUTCOMES, place)
            .with("id", node.id())
            .with("model", branch)
            .with("file", node.from())
            .with("known", String.join(", ", known))
            .suggesting(Nearest.to(branch, known)));
  }

  private void shown(LearnedNode node, LearnedTraining.Ready ready, Proof proof) {
    Place place = Place.node(node.id()).at(node.quality().isPresent() ? "quality" : "usd");
    if (!proof.holds()) {
      problems.add(
          Problem.of(ProblemCode.WORSE_THAN_BEST, place)
              .with("id", node.id())
              .with("best", ready.router().bestModel())
              .with("prompts", proof.prompts())
              .with("difference", points(proof.router() - proof.best()))
              .with("lower", points(proof.lower()))
              .with("upper", points(proof.upper())));
    } else if (proof.declined() > 1 - TINY) {
      problems.add(
          Problem.of(ProblemCode.ALWAYS_DECLINES, place)
              .with("id", node.id())
              .with("best", ready.router().bestModel())
              .with("prompts", proof.prompts()));
    }
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }
}
