package io.signalbox.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Names of models in what a provider answers: objects with an `id` or a `name`, in a list of their
/// own or in a member.
public final class ModelNames {
  private static final int MOST_MODELS = 5_000;
  private static final int LONGEST_NAME = 200;

  private ModelNames() {}

  /// The names in the provider's order; empty if it is no list.
  ///
  /// @param body JSON
  /// @param prefix what stands before each name and is no part of it; may be empty
  public static Optional<List<String>> in(byte[] body, String prefix) {
    return JsonTree.read(body)
        .map(root -> root.isArray() ? root : root.path(root.has("data") ? "data" : "models"))
        .filter(JsonNode::isArray)
        .map(list -> names(list, prefix));
  }

  private static List<String> names(JsonNode list, String prefix) {
    var names = new ArrayList<String>();
    for (JsonNode each : list) {
      String name = each.path("id").asString(each.path("name").asString(""));
      String plain = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      if (!plain.isBlank() && plain.length() <= LONGEST_NAME && names.size() < MOST_MODELS) {
        names.add(plain);
      }
    }
    return names;
  }
}
