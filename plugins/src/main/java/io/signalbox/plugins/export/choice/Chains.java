package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Statuses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Makes chains of plans, with no more calls than a request may make. Belongs to one thread.
record Chains(int mostCalls, Speech speech, FidelityReport report) {

  /// Branches one after the other; of a draw its likeliest.
  ///
  /// @param beside whether all of them are as good as the first
  ChosenPlan of(Node node, List<ChosenPlan> plans, ChosenPlan.ChosenLimits limits, boolean beside) {
    var calls = new ArrayList<ChosenPlan.ChosenCall>();
    var counted = new LinkedHashSet<LimitNode>();
    Optional<RejectNode> end = Optional.empty();
    ChosenPlan.ChosenLimits all = limits;
    for (ChosenPlan plan : plans) {
      if (plan.isDraw()) {
        report.unsupported(node.id(), "A split behind it always takes its largest share.");
      }
      ChosenPlan.ChosenChain chain = plan.likeliest();
      counted.addAll(plan.counted());
      Statuses.reportNested(node.id(), chain.limits().on(), limits.on(), speech.gateway(), report);
      boolean equal = beside && !calls.isEmpty() && chain.calls().size() == 1;
      chain.calls().forEach(each -> calls.add(equal ? each.asBeside() : each));
      all = chain.limits().with(all);
      if (chain.end().isPresent()) {
        end = chain.end();
        break;
      }
    }
    onlyFirst(node, calls);
    var made = new ChosenPlan.ChosenChain(calls, all, end);
    return new ChosenPlan(
            List.of(new ChosenPlan.ChosenShare(BigDecimal.ONE, made)), List.copyOf(counted))
        .withinEach(mostCalls);
  }

  private void onlyFirst(Node node, List<ChosenPlan.ChosenCall> calls) {
    if (calls.size() > 1 && !speech.fallsBack()) {
      report.unsupported(
          node.id(),
          speech.gateway() + " calls no other model here when the first one has failed.");
      calls.subList(1, calls.size()).clear();
    }
  }
}
