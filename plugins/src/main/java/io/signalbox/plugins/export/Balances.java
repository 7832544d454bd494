package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Balancing frozen into an order, for gateways that measure nothing.
public final class Balances {
  private static final BigDecimal LAST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Balances() {}

  /// The branches as a chain: the cheapest first, unknown prices last; by any other measure the
  /// order of the file.
  public static List<String> order(
      BalanceNode node, RoutingGraph graph, Map<String, Provider> providers) {
    return node.by() == BalanceNode.Measure.COST
        ? node.to().stream()
            .sorted(Comparator.comparing(id -> price(id, graph, providers)))
            .toList()
        : node.to();
  }

  private static BigDecimal price(String id, RoutingGraph graph, Map<String, Provider> providers) {
    Optional<Price> price =
        graph
            .model(id)
            .flatMap(model -> Address.of(model, providers, new FidelityReport(graph)))
            .flatMap(Address::price);
    return price
        .map(each -> each.tiers().getFirst())
        .map(tier -> tier.input().add(tier.output()))
        .orElse(LAST);
  }

  /// What that loses.
  public static String frozen(BalanceNode node, String gateway) {
    String way =
        switch (node.by()) {
          case COST -> "the cheapest by today's list prices is always first";
          case SUCCESS -> "it takes no feedback, so the first in the file is always first";
          case LATENCY, HEADROOM, IN_FLIGHT, TURNS -> "the first in the file is always first";
        };
    return "%s does not balance by %s: %s, the others are its fallbacks, and `where` is ignored."
        .formatted(gateway, node.by().name().toLowerCase(java.util.Locale.ROOT), way);
  }
}
