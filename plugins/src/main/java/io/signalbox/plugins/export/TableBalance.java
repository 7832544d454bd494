package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The order of a balance node's branches as a [Walker] has it: worked out for each request, or
/// fixed where it is always the same.
///
/// @param targets the branches, in the order that holds where nothing is measured
/// @param isFixed whether that is the order for every request
record TableBalance(BalanceNode node, List<String> targets, boolean isFixed) {

  private static final BigDecimal UNKNOWN = BigDecimal.valueOf(Long.MAX_VALUE);

  static TableBalance of(BalanceNode node, RoutingGraph graph, Function<Model, ModelCard> cards) {
    var models = node.to().stream().map(graph::model).flatMap(Optional::stream).toList();
    if (node.by() != BalanceNode.Measure.COST || models.size() < node.to().size()) {
      return new TableBalance(node, node.to(), false);
    }
    var sorted = new ArrayList<>(models);
    sorted.sort(Comparator.comparing(each -> listed(cards.apply(each))));
    boolean fixed = true;
    for (int i = 0; i + 1 < sorted.size(); i++) {
      fixed &= atMost(sorted.get(i), sorted.get(i + 1), cards);
    }
    return new TableBalance(
        node, fixed ? sorted.stream().map(Model::id).toList() : node.to(), fixed);
  }

  private static BigDecimal listed(ModelCard card) {
    return card.price()
        .map(price -> price.tiers().getFirst())
        .map(tier -> tier.input().add(tier.output()))
        .orElse(UNKNOWN);
  }

  /// Whether a model never costs more than another one, whatever is asked.
  private static boolean atMost(Model a, Model b, Function<Model, ModelCard> cards) {
    Optional<Price> one = cards.apply(a).price();
    Optional<Price> other = cards.apply(b).price();
    if (one.isEmpty() || other.isEmpty()) {
      return other.isEmpty();
    }
    return one.get().tiers().stream()
            .allMatch(x -> other.get().tiers().stream().allMatch(y -> atMost(x, y)))
        && one.get()
                .perRequest()
                .orElse(BigDecimal.ZERO)
                .compareTo(other.get().perRequest().orElse(BigDecimal.ZERO))
            <= 0;
  }

  private static boolean atMost(Price.Tier a, Price.Tier b) {
    return a.input().compareTo(b.input()) <= 0
        && a.output().compareTo(b.output()) <= 0
        && a.reasoning().orElse(a.output()).compareTo(b.reasoning().orElse(b.output())) <= 0;
  }

  /// Whether the walker puts them in order for each request.
  boolean isMeasured() {
    return !isFixed
        && (node.by() == BalanceNode.Measure.COST || node.by() == BalanceNode.Measure.TURNS);
  }

  /// What the walker does otherwise, each in a sentence.
  List<String> inexact(Walker walker) {
    var why = new ArrayList<String>();
    String measure = node.by().name().toLowerCase(Locale.ROOT);
    boolean turns = node.by() == BalanceNode.Measure.TURNS;
    if (!isFixed && node.by() == BalanceNode.Measure.COST && !walker.can(Skill.COUNTS_TOKENS)) {
      why.add("The cost of a prompt is estimated by the length of its texts.");
    } else if (turns && !walker.can(Skill.COUNTS_REQUESTS)) {
      why.add(
          "%s does not remember whose turn it is: it is assigned at random."
              .formatted(walker.gateway()));
    } else if (turns && walker == Walker.HAPROXY) {
      why.add("Whose turn it is begins anew with each reload.");
    } else if (node.by() != BalanceNode.Measure.COST && !turns) {
      why.add(
          "%s does not balance by %s: the first in the file is always first, the others are its fallbacks."
              .formatted(walker.gateway(), measure));
    }
    if (!node.where().equals(BalanceNode.Where.ANY)) {
      why.add("`where` is ignored: nothing is measured, so every branch may take part.");
    }
    return why;
  }
}
