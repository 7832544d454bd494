package io.signalbox.app.tryout;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.RequestReport;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that the ledger kept, as a trace again. It has no prompt, for none is stored.
/// Immutable.
///
/// @param notices what was told of budgets since it came
public record RecordedTrace(Trace trace, List<BudgetNotice> notices) {
  public RecordedTrace {
    notices = List.copyOf(notices);
  }

  /// One during which no budget told of anything.
  public RecordedTrace(Trace trace) {
    this(trace, List.of());
  }

  /// Everything that is known of it.
  public RequestReport report() {
    return RequestReport.of(trace, notices, ZoneId.systemDefault());
  }

  /// What of its way a graph does not have any more, in words; empty if it has all of it.
  public List<String> goneFrom(RoutingGraph graph) {
    return trace.steps().stream()
        .filter(step ->
            graph
                .node(step.node())
                .filter(node -> node.exits().stream().anyMatch(exit -> exit.to().equals(step.to())))
                .isEmpty())
        .map(step -> step.node() + " → " + step.to())
        .distinct()
        .toList();
  }

  /// The labels of the request that decisions looked at; others are not stored.
  public Map<String, String> metadata() {
    var labels = new LinkedHashMap<String, String>();
    for (Step step : trace.steps()) {
      step.saw()
          .forEach((name, value) -> {
            if (name.startsWith("metadata.")) {
              labels.put(name.substring("metadata.".length()), String.valueOf(value));
            }
          });
    }
    return labels;
  }
}
