package io.signalbox.engine.refresh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A provider's own list, as OpenAI, Anthropic and Gemini and those that are like them publish
/// theirs: names, and of some the limits under one of several keys. Prices stand in none.
final class OwnModels {
  private static final List<String> CONTEXT =
      List.of(
          "context_length",
          "context_window",
          "max_context_length",
          "max_model_len",
          "max_input_tokens",
          "inputTokenLimit");
  private static final List<String> OUTPUT =
      List.of("max_completion_tokens", "max_output_tokens", "max_tokens", "outputTokenLimit");

  private OwnModels() {}

  static Optional<Map<String, List<ListedModel>>> of(JsonNode root, Optional<String> provider) {
    List<JsonNode> rows =
        Stream.of(root.path("data"), root.path("models"), root)
            .map(ListNode::items)
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElse(List.of());
    return provider.map(
        ours -> Map.of(ours, rows.stream().flatMap(row -> model(row).stream()).toList()));
  }

  private static Optional<ListedModel> model(JsonNode row) {
    return ListNode.text(row.path("id"))
        .or(() -> ListNode.text(row.path("name")).map(OwnModels::plain))
        .map(id ->
            new ListedModel(
                id,
                ListNode.text(row.path("display_name"))
                    .or(() -> ListNode.text(row.path("displayName"))),
                first(row, CONTEXT),
                first(row, OUTPUT),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  /// Gemini calls a model `models/gemini-2.5-pro`.
  private static String plain(String name) {
    return name.startsWith("models/") ? name.substring("models/".length()) : name;
  }

  private static OptionalLong first(JsonNode row, List<String> keys) {
    return keys.stream()
        .map(key -> ListNode.tokens(row.path(key)))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }
}
