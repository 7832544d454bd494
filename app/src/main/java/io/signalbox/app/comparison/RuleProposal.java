package io.signalbox.app.comparison;

import io.signalbox.app.document.PromiseLosses;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a new rule goes: the first place at which no promise breaks that held before it, and at
/// which it is reached.
public sealed interface RuleProposal {
  /// It can be written.
  ///
  /// @param of the text for which that is known
  record Fits(RouteToModel.RuleAt place, GraphText of) implements RuleProposal {}

  /// It breaks a promise wherever it can stand.
  ///
  /// @param promise the name of one that breaks at the last place
  record Breaks(String promise) implements RuleProposal {}

  /// The rules before it take all its requests wherever it breaks nothing.
  record Unreached() implements RuleProposal {}

  /// It could not be worked out.
  ///
  /// @param why in words
  record Failed(String why) implements RuleProposal {}

  /// Looks for it. Proves promises once for each place: not for the UI thread.
  ///
  /// @param read the graph as it is
  /// @param check what is wrong with a graph
  static RuleProposal of(
      GraphText read,
      List<RouteToModel.RuleAt> places,
      Function<RoutingGraph, List<Problem>> check) {
    List<Problem> before = read.graph().map(check).orElse(List.of());
    Optional<RuleProposal> last = Optional.empty();
    for (RouteToModel.RuleAt place : places) {
      Optional<List<Problem>> now = read.with(place.edit()).graph().map(check);
      if (now.isEmpty()) {
        continue;
      }
      List<String> broken = PromiseLosses.between(before, now.get());
      if (!broken.isEmpty()) {
        last = Optional.of(last.orElse(new Breaks(broken.getFirst())));
      } else if (unreached(now.get()) > unreached(before)) {
        last = Optional.of(new Unreached());
      } else {
        return new Fits(place, read);
      }
    }
    return last.orElse(new Failed("the rule cannot be written into this graph"));
  }

  private static long unreached(List<Problem> problems) {
    var codes = EnumSet.of(ProblemCode.SHADOWED_RULE, ProblemCode.SHADOWED_BY_SEVERAL);
    return problems.stream().filter(each -> codes.contains(each.code())).count();
  }
}
