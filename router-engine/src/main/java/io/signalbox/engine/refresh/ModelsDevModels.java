package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The table at https://models.dev/api.json: providers with their models, prices in US dollars for
/// a million tokens.
final class ModelsDevModels {
  private ModelsDevModels() {}

  static Optional<Map<String, List<ListedModel>>> of(JsonNode root) {
    var all = new LinkedHashMap<String, List<ListedModel>>();
    Map<String, String> names = ProviderNames.shipped().modelsDev();
    root.properties()
        .forEach(each -> {
          JsonNode models = each.getValue().path("models");
          Optional.ofNullable(names.get(each.getKey()))
              .filter(ours -> models.isObject())
              .ifPresent(ours -> all.put(ours, models(models)));
        });
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static List<ListedModel> models(JsonNode models) {
    return models.properties().stream().flatMap(each -> model(each.getValue()).stream()).toList();
  }

  private static Optional<ListedModel> model(JsonNode row) {
    return ListNode.text(row.path("id"))
        .map(id ->
            new ListedModel(
                id,
                ListNode.text(row.path("name")),
                ListNode.tokens(row.path("limit").path("context")),
                ListNode.tokens(row.path("limit").path("output")),
                abilities(row),
                inputs(row),
                efforts(row),
                ListNode.day(row.path("release_date")),
                Optional.empty(),
                tiers(id, row.path("cost")),
                Optional.empty()));
  }

  private static Map<Ability, Boolean> abilities(JsonNode row) {
    var said = new EnumMap<Ability, Boolean>(Ability.class);
    Map.of(
            Ability.TOOLS, "tool_call",
            Ability.JSON, "structured_output",
            Ability.REASONING, "reasoning")
        .forEach((ability, key) -> {
          if (row.path(key).isBoolean()) {
            said.put(ability, row.path(key).booleanValue());
          }
        });
    if (!inputs(row).isEmpty()) {
      said.put(Ability.IMAGES, inputs(row).contains(InputKind.IMAGE));
    }
    return said;
  }

  private static Set<InputKind> inputs(JsonNode row) {
    List<String> said = ListNode.texts(row.path("modalities").path("input"));
    Set<InputKind> kinds = EnumSet.allOf(InputKind.class);
    kinds.removeIf(kind -> !said.contains(kind.name().toLowerCase(Locale.ROOT)));
    return kinds;
  }

  private static List<String> efforts(JsonNode row) {
    return ListNode.items(row.path("reasoning_options")).stream()
        .filter(each -> each.path("type").asString("").equals("effort"))
        .findFirst()
        .map(each -> ListNode.texts(each.path("values")))
        .orElse(List.of());
  }

  private static List<Price.Tier> tiers(String id, JsonNode cost) {
    var tiers = new ArrayList<Price.Tier>();
    tier(0, cost).ifPresent(tiers::add);
    if (tiers.isEmpty()) {
      return List.of();
    }
    for (JsonNode each : ListNode.items(cost.path("tiers"))) {
      long above = ListNode.tokens(each.path("tier").path("size")).orElse(0);
      tier(above, each).filter(tier -> above > 0).ifPresent(tiers::add);
    }
    tiers.sort(Comparator.comparingLong(Price.Tier::above));
    return ListedModel.believable(id, tiers);
  }

  private static Optional<Price.Tier> tier(long above, JsonNode cost) {
    return ListedModel.tier(
        above,
        usd(cost, "input"),
        usd(cost, "cache_read"),
        usd(cost, "cache_write"),
        Optional.empty(),
        usd(cost, "reasoning"),
        usd(cost, "output"));
  }

  private static Optional<BigDecimal> usd(JsonNode cost, String key) {
    return ListNode.amount(cost.path(key));
  }
}
