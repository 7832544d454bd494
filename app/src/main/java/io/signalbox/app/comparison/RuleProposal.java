package io.signalbox.app.comparison;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a new rule goes: the first place at which no promise breaks that held before it.
public sealed interface RuleProposal {
  /// It can be written.
  record Fits(RouteToModel.RuleAt place) implements RuleProposal {}

  /// It breaks a promise wherever it stands.
  ///
  /// @param promise the name of one that breaks at the last place
  record Breaks(String promise) implements RuleProposal {}

  /// Looks for it. Proves promises once for each place: not for the UI thread.
  ///
  /// @param read the graph as it is
  /// @param check what is wrong with a graph
  static RuleProposal of(
      GraphText read,
      List<RouteToModel.RuleAt> places,
      Function<RoutingGraph, List<Problem>> check) {
    Set<String> before = read.graph().map(each -> broken(each, check)).orElse(Set.of());
    String last = "";
    for (RouteToModel.RuleAt place : places) {
      var now =
          read.with(place.edit())
              .graph()
              .map(each -> new TreeSet<>(broken(each, check)))
              .orElseGet(TreeSet::new);
      now.removeAll(before);
      if (now.isEmpty()) {
        return new Fits(place);
      }
      last = now.first();
    }
    return new Breaks(last);
  }

  private static Set<String> broken(
      RoutingGraph graph, Function<RoutingGraph, List<Problem>> check) {
    var codes =
        EnumSet.of(
            ProblemCode.PROMISE_BROKEN, ProblemCode.PROMISE_MORE, ProblemCode.PROMISE_IN_DOUBT);
    return check.apply(graph).stream()
        .filter(each -> codes.contains(each.code()))
        .flatMap(each -> Optional.ofNullable(each.arguments().get("promise")).stream())
        .collect(Collectors.toSet());
  }
}
