package io.signalbox.engine.dialect;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What OpenAI refuses with 400 in a schema that it is to enforce and other providers take: a
/// `$ref` that does not stand alone, other formats of texts, other choices than `anyOf`. Pure.
final class StrictSchema {
  /// The formats of texts that OpenAI knows.
  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  private StrictSchema() {}

  /// The same in other words, where there are any.
  static void arrange(ObjectNode node) {
    aloneReference(node);
    joined(node);
  }

  /// What only OpenAI refuses, and what is left of choices that cannot become `anyOf`.
  static boolean refuses(ObjectNode node, String keyword) {
    return switch (keyword) {
      case "format" -> !FORMATS.contains(node.path(keyword).asString(""));
      case "oneOf" -> node.has("anyOf");
      case "allOf" -> node.path(keyword).size() > 1;
      default -> false;
    };
  }

  /// `{"$ref": R, "description": D}` → `{"anyOf": [{"$ref": R}], "description": D}`.
  private static void aloneReference(ObjectNode node) {
    if (node.has("$ref") && node.size() > 1 && !node.has("anyOf")) {
      JsonNode reference = node.remove("$ref");
      node.putArray("anyOf").addObject().set("$ref", reference);
    }
  }

  /// What several objects say together, one says, if none refers to another place.
  private static void joined(ObjectNode node) {
    boolean inline =
        node.get("allOf") instanceof ArrayNode all
            && all.valueStream().allMatch(each -> each.isObject() && !each.has("$ref"));
    if (!inline) {
      return;
    }
    for (JsonNode part : node.remove("allOf")) {
      part.properties().forEach(each -> join(node, each.getKey(), each.getValue()));
    }
  }

  private static void join(ObjectNode node, String keyword, JsonNode value) {
    JsonNode before = node.path(keyword);
    if (before instanceof ObjectNode there && value instanceof ObjectNode more) {
      more.properties().forEach(each -> there.putIfAbsent(each.getKey(), each.getValue()));
    } else if (keyword.equals("required") && before instanceof ArrayNode there) {
      value.forEach(there::add);
    } else if (before.isMissingNode()) {
      node.set(keyword, value);
    }
  }
}
