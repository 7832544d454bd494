package io.signalbox.engine.graph;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Steps;
import java.util.List;
import java.util.stream.Stream;

/// How many steps the conditions of a graph may take. Those that can be expensive share what one
/// request may take; each has an equal part, so that no condition depends on what others took.
/// Immutable.
///
/// @param budget the most steps of each condition
/// @param longest the most characters that a text of a request can have in this graph
public record StepLimits(long budget, long longest) {
  /// The most steps of all expensive conditions of a graph for one request, about a second.
  public static final long REQUEST = 1_000_000_000;

  /// What never takes more steps takes no part of what is shared.
  public static final long CHEAP = 50_000;

  /// A body of 32 MiB, and what a graph's file of 4 MiB can add to it.
  private static final long WRITTEN = 38_000_000;

  /// The same if marks such as `[email]` may stand for what was shorter.
  private static final long REDACTED = 52_000_000;

  /// The same if marks have numbers, such as `[email-4711]`.
  private static final long NUMBERED = 104_000_000;

  /// The limits of a graph.
  public static StepLimits of(RoutingGraph graph) {
    long longest = longest(graph);
    long expensive =
        conditions(graph).filter(condition -> condition.worst(longest) > CHEAP).count();
    long budget = Math.clamp(REQUEST / Math.max(1, expensive), CHEAP, Steps.OF_CONDITION);
    return new StepLimits(budget, longest);
  }

  /// Whether a condition stays within its budget on every request that there can be.
  public boolean alwaysAllow(Condition condition) {
    return condition.worst(longest) <= budget;
  }

  /// The most characters of a text with which a condition surely stays within its budget.
  public long longestPrompt(Condition condition) {
    long fits = 0;
    long tooLong = longest + 1;
    while (tooLong - fits > 1) {
      long middle = (fits + tooLong) / 2;
      if (condition.worst(middle) <= budget) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }

  private static long longest(RoutingGraph graph) {
    return graph.nodes().values().stream()
        .mapToLong(node -> node instanceof RewriteNode rewrite ? longest(rewrite) : WRITTEN)
        .max()
        .orElse(WRITTEN);
  }

  private static long longest(RewriteNode rewrite) {
    return rewrite.redact().isEmpty() ? WRITTEN : rewrite.restore() ? NUMBERED : REDACTED;
  }

  private static Stream<Condition> conditions(RoutingGraph graph) {
    return graph.nodes().values().stream()
        .flatMap(node -> rules(node).stream())
        .map(RulesNode.Rule::when);
  }

  private static List<RulesNode.Rule> rules(Node node) {
    return node instanceof RulesNode rules ? rules.rules() : List.of();
  }
}
