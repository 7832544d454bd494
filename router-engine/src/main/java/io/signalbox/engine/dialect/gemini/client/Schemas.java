package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.FieldName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Schemas in the API's subset of OpenAPI 3.0 as JSON Schema: types in lower case, `nullable` as a
/// type of its own, numbers that Protocol Buffers write as strings as numbers, properties in the
/// order that `propertyOrdering` asks for. Source: the provider's reference of `Schema`, read
/// 2026-11.
final class Schemas {
  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  /// What means something in the subset alone.
  private static final Set<String> OWN = Set.of("nullable", "propertyOrdering", "example");

  private static final String NULL = "null";

  /// Whether an object has no members but those that are named.
  private final boolean closed;

  private Schemas(boolean closed) {
    this.closed = closed;
  }

  /// The schema of a function's arguments.
  static String ofArguments(String openApi) {
    return converted(openApi, new Schemas(false));
  }

  /// The schema of an answer, which has no other members than those that are named: models of this
  /// API give no others, and other providers want it said.
  static String ofAnswer(String openApi) {
    return converted(openApi, new Schemas(true));
  }

  private static String converted(String openApi, Schemas schemas) {
    return JsonTree.readObject(openApi).map(schemas::schema).orElseGet(JsonTree::object).toString();
  }

  private ObjectNode schema(ObjectNode from) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    from.properties().forEach(each -> members.put(FieldName.camel(each.getKey()), each.getValue()));
    ObjectNode to = JsonTree.object();
    members.forEach((name, value) -> {
      if (!OWN.contains(name)) {
        write(to, name, value, members);
      }
    });
    if (members.containsKey("nullable") && members.get("nullable").booleanValue(false)) {
      makeNullable(to);
    }
    if (closed && to.path("properties").isObject() && !to.has("additionalProperties")) {
      to.put("additionalProperties", false);
    }
    return to;
  }

  private void write(ObjectNode to, String name, JsonNode value, Map<String, JsonNode> members) {
    switch (name) {
      case "type" -> writeType(to, value);
      case "properties" -> to.set(name, properties(value, members.get("propertyOrdering")));
      case "items", "additionalProperties" -> to.set(name, any(value));
      case "anyOf", "prefixItems" -> to.set(name, list(value));
      case "defs", "$defs" -> to.set("$defs", each(value));
      case "ref", "$ref" -> to.set("$ref", value);
      default -> to.set(name, COUNTS.contains(name) ? number(value) : value);
    }
  }

  private static void writeType(ObjectNode to, JsonNode value) {
    String type = value.asString("").toLowerCase(Locale.ROOT);
    if (!value.isString()) {
      to.set("type", value);
    } else if (!type.equals("type_unspecified")) {
      to.put("type", type);
    }
  }

  private JsonNode any(JsonNode value) {
    return value instanceof ObjectNode object ? schema(object) : value;
  }

  private JsonNode list(JsonNode value) {
    ArrayNode list = JsonTree.array();
    value.forEach(each -> list.add(any(each)));
    return list;
  }

  private ObjectNode each(JsonNode value) {
    ObjectNode all = JsonTree.object();
    value.properties().forEach(each -> all.set(each.getKey(), any(each.getValue())));
    return all;
  }

  private ObjectNode properties(JsonNode value, @org.jspecify.annotations.Nullable JsonNode order) {
    ObjectNode all = each(value);
    if (order == null || !order.isArray()) {
      return all;
    }
    ObjectNode ordered = JsonTree.object();
    for (JsonNode name : order) {
      JsonNode property = all.remove(name.asString(""));
      if (property != null) {
        ordered.set(name.asString(""), property);
      }
    }
    ordered.setAll(all);
    return ordered;
  }

  private static JsonNode number(JsonNode value) {
    boolean digits = value.isString() && value.stringValue().matches("\\d{1,18}");
    return digits ? JsonTree.object().numberNode(Long.parseLong(value.stringValue())) : value;
  }

  private static void makeNullable(ObjectNode to) {
    if (to.get("anyOf") instanceof ArrayNode choices) {
      choices.addObject().put("type", NULL);
    }
    if (to.path("type").isString()) {
      List<String> types = new ArrayList<>(List.of(to.get("type").stringValue(), NULL));
      ArrayNode list = JsonTree.array();
      types.stream().distinct().forEach(list::add);
      to.set("type", list);
    }
    if (to.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
  }
}
