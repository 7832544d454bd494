package io.signalbox.engine.trace;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What one node decided. Immutable.
///
/// @param node the node's id
/// @param exit the label of the exit that was taken
/// @param to its target
/// @param because why, for a person
/// @param saw the values that were looked at, by their names; of `tokens` that did not have to be
///   counted, what was known: `14 to 3066`
/// @param nearMisses conditions that one number kept from holding
/// @param micros how long it took, in microseconds
/// @param experiment the experiment whose branch was taken, of a mirror that copied the request its
///   own id; empty if it is none
/// @param dropped the branches that could not be chosen, each with its reason: `flash: it is
///   cooling down`
public record Step(
    String node,
    String exit,
    String to,
    String because,
    Map<String, Object> saw,
    List<String> nearMisses,
    long micros,
    String experiment,
    List<String> dropped) {
  public Step {
    saw = Seen.of(saw);
    nearMisses = List.copyOf(nearMisses);
    dropped = List.copyOf(dropped);
  }

  /// A decision that is no part of an experiment.
  public Step(
      String node,
      String exit,
      String to,
      String because,
      Map<String, Object> saw,
      List<String> nearMisses,
      long micros) {
    this(node, exit, to, because, saw, nearMisses, micros, "", List.of());
  }

  /// The same decision as a part of an experiment.
  public Step in(String name) {
    return new Step(node, exit, to, because, saw, nearMisses, micros, name, dropped);
  }

  /// The same decision with branches that could not be chosen.
  public Step dropping(List<String> branches) {
    return new Step(node, exit, to, because, saw, nearMisses, micros, experiment, branches);
  }

  /// The branches of experiments that were taken: of each node the last one.
  public static List<Step> experiments(List<Step> steps) {
    var taken = new LinkedHashMap<String, Step>();
    for (Step step : steps) {
      if (!step.experiment().isEmpty()) {
        taken.put(step.node(), step);
      }
    }
    return List.copyOf(taken.values());
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
