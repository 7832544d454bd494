package io.signalbox.app.tryout;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that the ledger kept, as a trace again. It has no prompt, for none is stored.
/// Immutable.
public record RecordedTrace(Trace trace) {

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
