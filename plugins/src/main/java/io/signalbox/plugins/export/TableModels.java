package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The models that a gateway can call, by number. Belongs to one thread.
final class TableModels {
  private final Map<String, Provider> providers;
  private final FidelityReport report;
  private final Target target;
  private final List<Address> addresses = new ArrayList<>();

  /// What a gateway says of a model.
  interface Target {
    /// The address by which the gateway calls it; empty, with a row in the report, if it cannot.
    Optional<Address> spoken(Address address);

    /// Why it cannot be sent a parameter; empty if it can.
    Optional<String> objection(String name, @Nullable Object value);
  }

  TableModels(Map<String, Provider> providers, Target target, FidelityReport report) {
    this.providers = providers;
    this.target = target;
    this.report = report;
  }

  /// For gateways in which the walker shows the key: the variable that holds it.
  Map<String, Object> key(int number) {
    return DecisionTable.map("key", addresses.get(number).key().orElse(""));
  }

  List<Address> addresses() {
    return List.copyOf(addresses);
  }

  ModelCard card(Model model) {
    return Address.card(model, providers);
  }

  /// The number of a model that was not added before; empty, with a row in the report, if the
  /// gateway cannot call it.
  OptionalInt add(Model model) {
    var address = Address.of(model, providers, report).flatMap(target::spoken);
    address.ifPresent(addresses::add);
    return address.isPresent() ? OptionalInt.of(addresses.size() - 1) : OptionalInt.empty();
  }

  /// The models for the walkers.
  ///
  /// @param place where each is, in the gateway's words, by its number
  List<Map<String, Object>> rows(IntFunction<Map<String, Object>> place) {
    var rows = new ArrayList<Map<String, Object>>();
    for (int number = 0; number < addresses.size(); number++) {
      var row = new LinkedHashMap<>(place.apply(number));
      row.putAll(row(addresses.get(number)));
      rows.add(row);
    }
    return rows;
  }

  private Map<String, Object> row(Address address) {
    var params = new ArrayList<List<Object>>();
    Model model = address.model();
    model.params().forEach((name, json) -> param(model.id(), name, json, params));
    ModelCard card = card(model);
    var row = new LinkedHashMap<String, Object>();
    row.put("id", model.id());
    row.put("name", model.model());
    row.put("params", params);
    row.put("context", card.contextTokens().orElse(0));
    row.put("most", card.maxOutputTokens().orElse(0));
    row.put("lacks", lacks(card));
    row.put("price", card.price().map(TableModels::price).orElse(Map.of()));
    return row;
  }

  private static List<String> lacks(ModelCard card) {
    return Map.of("images", Ability.IMAGES, "tools", Ability.TOOLS, "json", Ability.JSON)
        .entrySet()
        .stream()
        .filter(each -> card.lacks(each.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// US dollars for a million tokens, by size of the prompt.
  private static Map<String, Object> price(Price price) {
    var all = new LinkedHashMap<String, Object>();
    all.put("request", price.perRequest().map(java.math.BigDecimal::doubleValue).orElse(0.0));
    all.put(
        "tiers",
        price.tiers().stream()
            .map(tier ->
                List.of(
                    tier.above(),
                    tier.input().doubleValue(),
                    tier.cachedInput().orElse(tier.input()).doubleValue(),
                    tier.output().doubleValue(),
                    tier.reasoning().orElse(tier.output()).doubleValue()))
            .toList());
    return all;
  }

  private void param(String id, String name, String json, List<List<Object>> params) {
    Object value = Scripts.parsed(json);
    target
        .objection(name, value)
        .ifPresentOrElse(
            why -> report.unsupported(id, "Its parameter " + name + " is left out: " + why + "."),
            () -> params.add(Arrays.asList(name, value)));
  }

  /// The numbers of these models, of those that were added.
  List<Integer> numbers(Set<String> models) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < addresses.size(); i++) {
      if (models.contains(addresses.get(i).model().id())) {
        numbers.add(i);
      }
    }
    return numbers;
  }
}
