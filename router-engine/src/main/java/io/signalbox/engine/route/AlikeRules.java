package io.signalbox.engine.route;

import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the nodes behind a cache say of the last user message. A similar request may get an earlier
/// answer only if it would go the same way: else a rule that refuses texts with "delete" would let
/// them through as soon as something similar was answered.
///
/// - A condition of rules that looks at the text, its language or its size must have the same
///   result for both requests.
/// - Where a node behind the cache decides by the text in another way (`intent`, `learned`, `ask`),
///   or a `rewrite` may change what such a condition looks at, the way is not known before it is
///   gone: only equal requests count.
///
/// Immutable, safe for threads.
///
/// @param conditions those that look at the text
/// @param obstacle why no similar request counts, for a person; empty if some do
/// @param budget the most steps that a condition may take
record AlikeRules(List<Condition> conditions, Optional<String> obstacle, long budget) {
  static AlikeRules of(RoutingGraph graph, CacheNode cache) {
    List<Node> behind =
        BottomUp.of(graph, cache.to()).stream().map(graph::node).flatMap(Optional::stream).toList();
    List<Condition> conditions =
        behind.stream()
            .filter(RulesNode.class::isInstance)
            .flatMap(node -> ((RulesNode) node).rules().stream())
            .map(RulesNode.Rule::when)
            .filter(AlikeRules::isOfText)
            .toList();
    Optional<String> obstacle =
        behind.stream()
            .filter(node -> isObstacle(node, !conditions.isEmpty()))
            .findFirst()
            .map(node -> why(node));
    return new AlikeRules(conditions, obstacle, StepLimits.of(graph).budget());
  }

  private static boolean isObstacle(Node node, boolean conditions) {
    return switch (node) {
      case AskNode n -> true;
      case IntentNode n -> true;
      case LearnedNode n -> true;
      case RewriteNode n -> conditions;
      case BalanceNode n -> false;
      case BudgetNode n -> false;
      case CacheNode n -> false;
      case FallbackNode n -> false;
      case GateNode n -> false;
      case LimitNode n -> false;
      case MirrorNode n -> false;
      case RejectNode n -> false;
      case RulesNode n -> false;
      case SplitNode n -> false;
      case StayNode n -> false;
    };
  }

  private static String why(Node node) {
    return node instanceof RewriteNode
        ? node.id() + " may change what rules behind it look at"
        : node.id() + " decides by the text";
  }

  private static boolean isOfText(Condition condition) {
    return Variables.of(condition.tree()).stream()
        .anyMatch(variable -> isOfText(variable.signal()));
  }

  /// Whether it may differ where all is equal but the words of the last user message. What a
  /// request is for and who asks may, too, but their values are always compared.
  private static boolean isOfText(Signal signal) {
    return switch (signal) {
      case TEXT, LANGUAGE, TOKENS -> true;
      case MODEL, SYSTEM, MESSAGES, MAX_TOKENS, IMAGES, STREAM, HAS_TOOLS, WANTS_JSON -> false;
      case TOOLS, REASONING, APP, USER, CONVERSATION, METADATA, HEADERS, CLIENT -> false;
      case AGENT, PURPOSE -> false;
      case HOUR, WEEKDAY, NOW, SPEND, PRICE, HEALTH -> false;
    };
  }

  /// What must be equal, and what conditions say of the text.
  List<String> and(List<String> besides, Facts here) {
    var all = new ArrayList<>(besides);
    Facts unwatched = here.unwatched();
    conditions.forEach(each -> all.add(each.text() + "=" + result(each, unwatched)));
    return all;
  }

  /// One that cannot be worked out counts as one that does not hold, as in rules.
  private boolean result(Condition condition, Facts facts) {
    try {
      return condition.holds(facts, budget);
    } catch (ConditionException e) {
      return false;
    }
  }
}
