package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Price;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// TokenMix's list, `GET /api/models`: prices in US dollars for a million tokens, as its own client
/// shows them (https://github.com/TokenMixAi/tokenmix-cli, `src/commands/models.ts`).
final class TokenMixModels {
  private static final String TOKENMIX = "tokenmix";
  private static final Set<String> CHAT = Set.of("chat", "completion");

  private TokenMixModels() {}

  static Optional<Map<String, List<ListedModel>>> of(JsonNode root) {
    JsonNode data =
        root.path("data").has("list") ? root.path("data").path("list") : root.path("data");
    List<JsonNode> rows = ListNode.items(data);
    return rows.stream().anyMatch(row -> row.has("model_type"))
        ? Optional.of(Map.of(TOKENMIX, rows.stream().flatMap(row -> model(row).stream()).toList()))
        : Optional.empty();
  }

  private static Optional<ListedModel> model(JsonNode row) {
    return ListNode.text(row.path("short_id"))
        .or(() -> ListNode.text(row.path("model_id")))
        .filter(id -> CHAT.contains(row.path("model_type").asString("")))
        .map(id ->
            new ListedModel(
                id,
                ListNode.text(row.path("name")),
                ListNode.tokens(row.path("context_length")),
                OptionalLong.empty(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                tiers(id, row),
                Optional.empty()));
  }

  private static List<Price.Tier> tiers(String id, JsonNode row) {
    return ListedModel.tier(
            0,
            ListNode.amount(row.path("input_price")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ListNode.amount(row.path("output_price")))
        .map(tier -> ListedModel.believable(id, List.of(tier)))
        .orElse(List.of());
  }
}
