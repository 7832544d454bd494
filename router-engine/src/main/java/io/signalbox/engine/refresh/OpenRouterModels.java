package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// OpenRouter's list, `GET /api/v1/models`: prices in US dollars for one token, as texts; a price
/// below nothing stands for one that depends on the model behind
/// (https://openrouter.ai/docs/api-reference/list-available-models).
final class OpenRouterModels {
  private static final String OPENROUTER = "openrouter";

  private OpenRouterModels() {}

  static Optional<Map<String, List<ListedModel>>> of(JsonNode root, Optional<String> provider) {
    List<JsonNode> rows = ListNode.items(root.path("data"));
    return rows.stream().anyMatch(row -> row.path("pricing").has("prompt"))
        ? Optional.of(
            Map.of(
                provider.orElse(OPENROUTER),
                rows.stream().flatMap(row -> model(row).stream()).toList()))
        : Optional.empty();
  }

  private static Optional<ListedModel> model(JsonNode row) {
    return ListNode.text(row.path("id"))
        .map(id ->
            new ListedModel(
                id,
                ListNode.text(row.path("name")),
                ListNode.tokens(row.path("context_length")),
                ListNode.tokens(row.path("top_provider").path("max_completion_tokens")),
                abilities(row),
                inputs(row),
                List.of(),
                ListNode.day(row.path("created")),
                ListNode.day(row.path("expiration_date")),
                tiers(id, row.path("pricing")),
                ListNode.amount(row.path("pricing").path("request"))
                    .filter(usd -> usd.signum() > 0)));
  }

  private static Map<Ability, Boolean> abilities(JsonNode row) {
    var said = new EnumMap<Ability, Boolean>(Ability.class);
    if (row.has("supported_parameters")) {
      List<String> takes = ListNode.texts(row.path("supported_parameters"));
      said.put(Ability.TOOLS, takes.contains("tools"));
      said.put(
          Ability.JSON, takes.contains("structured_outputs") || takes.contains("response_format"));
      said.put(Ability.REASONING, takes.contains("reasoning"));
    }
    if (row.path("architecture").has("input_modalities")) {
      said.put(Ability.IMAGES, inputs(row).contains(InputKind.IMAGE));
    }
    return said;
  }

  private static Set<InputKind> inputs(JsonNode row) {
    Set<InputKind> kinds = EnumSet.noneOf(InputKind.class);
    for (String each : ListNode.texts(row.path("architecture").path("input_modalities"))) {
      switch (each) {
        case "text" -> kinds.add(InputKind.TEXT);
        case "image" -> kinds.add(InputKind.IMAGE);
        case "file" -> kinds.add(InputKind.PDF);
        case "audio" -> kinds.add(InputKind.AUDIO);
        case "video" -> kinds.add(InputKind.VIDEO);
        default -> {} // a kind that requests here cannot have
      }
    }
    return kinds;
  }

  private static List<Price.Tier> tiers(String id, JsonNode pricing) {
    return ListedModel.tier(
            0,
            usd(pricing, "prompt"),
            usd(pricing, "input_cache_read"),
            usd(pricing, "input_cache_write"),
            Optional.empty(),
            usd(pricing, "internal_reasoning"),
            usd(pricing, "completion"))
        .map(tier -> ListedModel.believable(id, List.of(tier)))
        .orElse(List.of());
  }

  private static Optional<BigDecimal> usd(JsonNode pricing, String key) {
    return ListNode.perMillion(pricing.path(key));
  }
}
