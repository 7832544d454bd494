package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How many calls of models a request can make in a graph in the making, so that a fallback allows
/// as many as it takes to reach its last branch. Belongs to one thread.
public final class Calls {
  private static final int MOST = 10;

  private final GraphDraft draft;

  public Calls(GraphDraft draft) {
    this.draft = draft;
  }

  /// The most calls below targets that are tried one after the other.
  public int inTurn(List<String> targets) {
    return targets.stream().mapToInt(this::below).reduce(0, Calls::sum);
  }

  /// The `attempts` of a fallback that makes so many calls.
  ///
  /// @param at where the report says so if they are more than a request can make
  public OptionalInt attempts(int calls, ConfigValue at) {
    if (calls > MOST) {
      draft.approximate(
          at.leaves().findFirst().orElse(at), // what stands beside it keeps its own findings
          "All of its tries would be "
              + calls
              + " calls. A request makes ten at most, so the last ones may not be reached.");
    }
    return calls > RoutingGraph.MOST_ATTEMPTS
        ? OptionalInt.of(Math.min(calls, MOST))
        : OptionalInt.empty();
  }

  private int below(String id) {
    Optional<Node> node = draft.node(id);
    if (node.isEmpty()) {
      return 1;
    }
    List<Exit> exits = node.get().onward();
    return node.get()
        .failover()
        .map(rule ->
            Math.min(rule.attempts(), (rule.retries() + 1) * calls(exits).reduce(0, Calls::sum)))
        .orElseGet(() -> calls(exits).max().orElse(0));
  }

  private IntStream calls(List<Exit> exits) {
    return exits.stream().filter(exit -> !exit.to().isEmpty()).mapToInt(exit -> below(exit.to()));
  }

  private static int sum(int one, int other) {
    return Math.min(10_000, one + other);
  }
}
