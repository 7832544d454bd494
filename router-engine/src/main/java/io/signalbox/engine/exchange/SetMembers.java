package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.ProviderDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of a body that the graph sets for one call: by rewrites on the way, as far as the
/// provider's API has them, and by the model, which wins. Whichever dialect the client speaks makes
/// no difference. Immutable.
///
/// @param params name → JSON text
/// @param losses what the provider's API does not have, for a person
record SetMembers(Map<String, String> params, List<String> losses) {

  static SetMembers of(ChatRequest request, Model model, ProviderDialect dialect) {
    Map<String, String> params = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    request
        .extras()
        .set()
        .forEach((name, json) -> {
          if (dialect.has(name)) {
            params.put(name, json);
          } else {
            unknown.add(name);
          }
        });
    params.putAll(model.params());
    return new SetMembers(params, unknown.isEmpty() ? List.of() : List.of(lost(unknown, dialect)));
  }

  private static String lost(List<String> names, ProviderDialect dialect) {
    return "what the graph sets was left out, since the API of %s does not have it: %s"
        .formatted(dialect.id(), String.join(", ", names));
  }
}
