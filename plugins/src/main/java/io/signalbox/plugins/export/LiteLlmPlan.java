package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.Model;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Tiers of models, of which the next is taken when all of one have failed. Immutable.
record LiteLlmPlan(List<List<Lot>> tiers) {
  static final LiteLlmPlan NONE = new LiteLlmPlan(List.of());

  /// A plan of one model, whose keys share its requests equally.
  ///
  /// @param address that of a model with one key; empty: it cannot be called
  static LiteLlmPlan of(
      Model model, Function<Model, Optional<Address>> address, FidelityReport report) {
    if (model.keys().size() > 1) {
      report.near(
          model.id(),
          "Each of its %d keys is a deployment: LiteLLM chooses among them at random, not by what is left of their limits, and keeps no conversation at one."
              .formatted(model.keys().size()));
    }
    List<Address> byKey =
        model.byKey().stream().flatMap(each -> address.apply(each).stream()).toList();
    if (byKey.isEmpty()) {
      return NONE;
    }
    var share = BigDecimal.ONE.divide(BigDecimal.valueOf(byKey.size()), 6, RoundingMode.HALF_EVEN);
    BigDecimal weight = byKey.size() == 1 ? BigDecimal.ONE : share.stripTrailingZeros();
    return of(byKey.stream().map(each -> new Lot(each, weight, Map.of())).toList());
  }

  /// A model in a tier.
  ///
  /// @param weight its share of the tier
  /// @param params what the nodes above it add to its `litellm_params`
  record Lot(Address address, BigDecimal weight, Map<String, Object> params) {
    private Lot weighing(BigDecimal other) {
      return new Lot(address, other, params);
    }

    Lot times(BigDecimal share) {
      return new Lot(address, weight.multiply(share), params);
    }

    Lot with(String name, Object value) {
      var more = new LinkedHashMap<>(params);
      more.putIfAbsent(name, value);
      return new Lot(address, weight, more);
    }
  }

  /// A plan of one tier; deployments that differ in their weight alone become one.
  static LiteLlmPlan of(List<Lot> tier) {
    var merged = new LinkedHashMap<Lot, BigDecimal>();
    for (Lot lot : tier) {
      merged.merge(lot.weighing(BigDecimal.ZERO), lot.weight, BigDecimal::add);
    }
    var lots = new ArrayList<Lot>();
    merged.forEach((lot, weight) -> lots.add(lot.weighing(weight)));
    return new LiteLlmPlan(List.of(lots));
  }

  /// The requests with one of these tags, and their route.
  record Branch(List<String> tags, LiteLlmPlan plan) {}

  LiteLlmPlan then(LiteLlmPlan next) {
    var all = new ArrayList<>(tiers);
    all.addAll(next.tiers);
    return new LiteLlmPlan(all);
  }

  LiteLlmPlan map(UnaryOperator<Lot> change) {
    return new LiteLlmPlan(tiers.stream().map(tier -> tier.stream().map(change).toList()).toList());
  }

  LiteLlmPlan first(int most) {
    return new LiteLlmPlan(tiers.stream().limit(most).toList());
  }

  List<Lot> lots() {
    return tiers.stream().flatMap(List::stream).toList();
  }

  /// A window as LiteLLM writes it.
  static String duration(Window window) {
    return switch (window) {
      case SECOND -> "1s";
      case MINUTE -> "1m";
      case HOUR -> "1h";
      case DAY -> "1d";
      case WEEK -> "7d";
      case MONTH -> "30d";
    };
  }
}
