package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.ProviderRules;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.spi.RequestRules.Thoughts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reads what providers' models take in a request from JSON: `providers`, each with its models.
/// Every row names a source.
final class RulesReader {
  private final JsonNode root;

  RulesReader(JsonNode root) {
    this.root = root;
  }

  /// The rules of each provider, by its id.
  ///
  /// @throws IllegalArgumentException if a row is wrong; the message names it
  Map<String, ProviderRules> rules() {
    Map<String, ProviderRules> all = new LinkedHashMap<>();
    root.path("providers").forEach(row -> all.put(row.path("provider").asString(), provider(row)));
    return all;
  }

  private ProviderRules provider(JsonNode row) {
    row.path("sources").forEach(this::check);
    return new ProviderRules(
        rules(row),
        items(row.path("models")).stream().map(this::model).toList(),
        items(row.path("only")).stream().map(this::only).toList());
  }

  private ProviderRules.OnlyIn only(JsonNode row) {
    check(row.path("source"));
    return new ProviderRules.OnlyIn(row.path("dialect").asString(), texts(row.path("names")));
  }

  private ProviderRules.OfModels model(JsonNode row) {
    check(row.path("source"));
    return new ProviderRules.OfModels(texts(row.path("names")), rules(row));
  }

  private void check(JsonNode source) {
    if (!root.path("sources").path(source.asString()).has("address")) {
      throw new IllegalArgumentException("There is no source " + source + ".");
    }
  }

  private static RequestRules rules(JsonNode row) {
    return new RequestRules(
        list(row, "members").map(Set::copyOf),
        list(row, "message_members").map(Set::copyOf),
        Set.copyOf(texts(row.path("refused"))),
        Set.copyOf(texts(row.path("refused_in_messages"))),
        Set.copyOf(texts(row.path("refused_thinking"))),
        text(row, "usual_effort"),
        list(row, "efforts"),
        text(row, "limit"),
        row.has("thoughts") ? Optional.of(thoughts(row.path("thoughts"))) : Optional.empty(),
        text(row, "later_system")
            .map(where -> RequestRules.LaterSystem.valueOf(where.toUpperCase(Locale.ROOT))),
        row.has("strict_schemas")
            ? Optional.of(row.path("strict_schemas").asBoolean())
            : Optional.empty(),
        whole(row, "stops"),
        whole(row, "tool_name"),
        whole(row, "call_id"));
  }

  private static Thoughts thoughts(JsonNode json) {
    String turns = json.path("turns").asString().toUpperCase(Locale.ROOT);
    return new Thoughts(json.path("member").asString(), Thoughts.Turns.valueOf(turns));
  }

  private static Optional<String> text(JsonNode row, String key) {
    return row.has(key) ? Optional.of(row.path(key).asString()) : Optional.empty();
  }

  private static OptionalInt whole(JsonNode row, String key) {
    return row.has(key) ? OptionalInt.of(row.path(key).intValue()) : OptionalInt.empty();
  }

  private static Optional<List<String>> list(JsonNode row, String key) {
    return row.has(key) ? Optional.of(texts(row.path(key))) : Optional.empty();
  }

  private static List<String> texts(JsonNode list) {
    return items(list).stream().map(JsonNode::asString).toList();
  }

  private static List<JsonNode> items(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).toList();
  }
}
