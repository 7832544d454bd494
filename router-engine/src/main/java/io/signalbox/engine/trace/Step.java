package io.signalbox.engine.trace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What one node decided. Immutable.
///
/// @param node the node's id
/// @param exit the label of the exit that was taken
/// @param to its target
/// @param because why, for a person
/// @param saw the values that were looked at, by their names
/// @param nearMisses conditions that one number kept from holding
/// @param micros how long it took, in microseconds
public record Step(
    String node,
    String exit,
    String to,
    String because,
    Map<String, Object> saw,
    List<String> nearMisses,
    long micros) {
  public Step {
    saw = Seen.of(saw);
    nearMisses = List.copyOf(nearMisses);
  }

  /// The ids of the nodes that these steps passed, each once.
  public static List<String> path(List<Step> steps) {
    var nodes = new LinkedHashSet<String>();
    for (Step step : steps) {
      nodes.add(step.node());
    }
    return List.copyOf(nodes);
  }
}
