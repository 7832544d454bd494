package io.signalbox.engine.refresh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads lists of models in the shapes that others publish them in.
final class ListReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ListReader() {}

  /// The models of each provider that Signalbox knows; empty if the text is no list in a known
  /// shape.
  ///
  /// @param provider whose models a list has that does not say it
  static Optional<Map<String, List<ListedModel>>> read(byte[] text, Optional<String> provider) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException none) {
      return Optional.empty();
    }
    return Stream.of(
            OpenRouterModels.of(root, provider),
            TokenMixModels.of(root),
            ModelsDevModels.of(root),
            LiteLlmModels.of(root),
            OwnModels.of(root, provider))
        .flatMap(Optional::stream)
        .map(ListReader::once)
        .filter(all -> !all.isEmpty())
        .findFirst();
  }

  /// Of two models with one name the first counts.
  private static Map<String, List<ListedModel>> once(Map<String, List<ListedModel>> all) {
    var kept = new LinkedHashMap<String, List<ListedModel>>();
    all.forEach((provider, models) -> {
      var byName = new LinkedHashMap<String, ListedModel>();
      models.forEach(model -> byName.putIfAbsent(model.model(), model));
      kept.put(provider, List.copyOf(byName.values()));
    });
    return kept;
  }
}
