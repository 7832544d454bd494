package io.signalbox.plugins.provider;

import io.signalbox.engine.providers.RulesJson;
import io.signalbox.engine.spi.ProviderRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    for (JsonNode row : root.path("providers")) {
      all.put(row.path("provider").asString(), row.has("as") ? same(row, all) : provider(row, all));
    }
    return all;
  }

  /// The same models at another address take the same.
  private ProviderRules same(JsonNode row, Map<String, ProviderRules> before) {
    row.path("sources").forEach(this::check);
    return earlier(row, "as", before);
  }

  private static ProviderRules earlier(
      JsonNode row, String member, Map<String, ProviderRules> before) {
    return Optional.ofNullable(before.get(row.path(member).asString()))
        .orElseThrow(
            () -> new IllegalArgumentException(row.path("provider") + " is as nothing before it."));
  }

  private ProviderRules provider(JsonNode row, Map<String, ProviderRules> before) {
    row.path("sources").forEach(this::check);
    var models = new ArrayList<>(items(row.path("models")).stream().map(this::model).toList());
    var only = new ArrayList<>(items(row.path("only")).stream().map(this::only).toList());
    if (row.has("models_as")) {
      ProviderRules others = earlier(row, "models_as", before);
      String prefix = row.path("prefix").asString("");
      others.models().forEach(each -> models.add(each.prefixed(prefix)));
      only.addAll(prefix.isEmpty() ? others.only() : List.of());
    }
    return new ProviderRules(RulesJson.read(row), models, only);
  }

  private ProviderRules.OnlyIn only(JsonNode row) {
    check(row.path("source"));
    return new ProviderRules.OnlyIn(
        row.path("dialect").asString(), RulesJson.texts(row.path("names")));
  }

  private ProviderRules.OfModels model(JsonNode row) {
    check(row.path("source"));
    return new ProviderRules.OfModels(RulesJson.texts(row.path("names")), RulesJson.read(row));
  }

  private void check(JsonNode source) {
    if (!root.path("sources").path(source.asString()).has("address")) {
      throw new IllegalArgumentException("There is no source " + source + ".");
    }
  }

  private static List<JsonNode> items(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).toList();
  }
}
