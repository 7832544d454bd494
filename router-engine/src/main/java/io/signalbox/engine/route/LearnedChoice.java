package io.signalbox.engine.route;

import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;

/// The exits that a text takes from a learned node, in the order in which they are tried.
///
/// @param targets ids, each once; never empty
/// @param labels of their exits
/// @param because why the first
/// @param dropped why models are not among them
record LearnedChoice(
    List<String> targets, List<String> labels, String because, List<String> dropped) {
  private static final String OTHERWISE = "otherwise";

  static LearnedChoice of(LearnedNode node, LearnedSource source, String text) {
    if (text.isBlank()) {
      return otherwise(node, "there is no user message");
    }
    return switch (source.find(text)) {
      case LearnedFinding.Declined declined -> otherwise(node, declined.why());
      case LearnedFinding.Ranked ranked -> ranked(node, ranked);
    };
  }

  /// There must be a call left for `otherwise`.
  private static LearnedChoice ranked(LearnedNode node, LearnedFinding.Ranked ranked) {
    List<String> branches = ranked.branches();
    boolean known = branches.contains(node.otherwise());
    int most = known ? branches.size() : RoutingGraph.MOST_ATTEMPTS - 1;
    var targets = new ArrayList<>(branches.subList(0, Math.min(most, branches.size())));
    var labels = new ArrayList<>(targets);
    if (!known) {
      targets.add(node.otherwise());
      labels.add(OTHERWISE);
    }
    return new LearnedChoice(targets, labels, ranked.because(), ranked.dropped());
  }

  private static LearnedChoice otherwise(LearnedNode node, String because) {
    return new LearnedChoice(
        List.of(node.otherwise()), List.of(OTHERWISE), "declined: " + because, List.of());
  }
}
