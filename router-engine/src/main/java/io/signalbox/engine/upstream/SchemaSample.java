package io.signalbox.engine.upstream;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The plainest value that fits a JSON Schema, for common schemas: required members, enumerations,
/// bounds, the usual formats and references within the schema. Patterns are not followed.
final class SchemaSample {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_DEPTH = 24;
  private static final int MOST_ITEMS = 100;
  private static final int MOST_CHARS = 10_000;

  private final JsonNode root;

  private SchemaSample(JsonNode root) {
    this.root = root;
  }

  /// A value for a schema as JSON text; an empty object if it is no schema.
  static String of(String schema) {
    try {
      JsonNode root = JSON.readTree(schema);
      return JSON.writeValueAsString(new SchemaSample(root).value(root, 0));
    } catch (JacksonException e) {
      return "{}";
    }
  }

  /// A text as JSON.
  static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (depth > MOST_DEPTH) {
      return NODES.nullNode();
    }
    for (String given : List.of("const", "default")) {
      if (schema.has(given)) {
        return schema.get(given);
      }
    }
    for (String list : List.of("enum", "examples")) {
      if (schema.path(list).isArray() && !schema.path(list).isEmpty()) {
        return schema.path(list).get(0);
      }
    }
    return other(schema).map(each -> value(each, depth + 1)).orElseGet(() -> typed(schema, depth));
  }

  /// The schema that stands for this one, if it only points elsewhere.
  private Optional<JsonNode> other(JsonNode schema) {
    String ref = schema.path("$ref").asString("");
    if (ref.startsWith("#/")) {
      return Optional.of(root.at(ref.substring(1)));
    }
    for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
        return Optional.of(schema.path(choice).get(0));
      }
    }
    return Optional.empty();
  }

  private JsonNode typed(JsonNode schema, int depth) {
    return switch (type(schema)) {
      case "string" -> NODES.stringNode(text(schema));
      case "integer" -> NODES.numberNode((long) Math.ceil(number(schema, 1)));
      case "number" -> NODES.numberNode(number(schema, 0.5));
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> array(schema, depth);
      case "null" -> NODES.nullNode();
      default -> object(schema, depth);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (!each.asString("").equals("null")) {
          return each.asString("");
        }
      }
      return "null";
    }
    String inferred = schema.has("items") ? "array" : "object";
    return type.asString(inferred);
  }

  private JsonNode object(JsonNode schema, int depth) {
    var names = new TreeSet<String>();
    schema.path("required").forEach(name -> names.add(name.asString("")));
    ObjectNode object = NODES.objectNode();
    JsonNode properties = schema.path("properties");
    properties
        .propertyNames()
        .forEach(name -> {
          if (names.remove(name)) {
            object.set(name, value(properties.get(name), depth + 1));
          }
        });
    names.forEach(name -> object.put(name, "text"));
    return object;
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    int items = Math.min(schema.path("minItems").asInt(0), MOST_ITEMS);
    for (int i = 0; i < items; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private static double number(JsonNode schema, double usual) {
    double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
    double above = schema.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY);
    double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    double below = schema.path("exclusiveMaximum").asDouble(Double.POSITIVE_INFINITY);
    double low =
        Math.max(Math.max(usual, least), above == usual || above > usual ? above + 1 : usual);
    return below <= low ? below - 1 : Math.min(low, most);
  }

  private static String text(JsonNode schema) {
    String text =
        switch (schema.path("format").asString("")) {
          case "date" -> "2026-01-01";
          case "time" -> "12:00:00Z";
          case "date-time" -> "2026-01-01T12:00:00Z";
          case "email" -> "someone@example.com";
          case "uri", "url" -> "https://example.com/";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          case "ipv4" -> "192.0.2.1";
          case "ipv6" -> "2001:db8::1";
          case "hostname" -> "example.com";
          default -> "simulated";
        };
    int least = Math.min(schema.path("minLength").asInt(0), MOST_CHARS);
    int most = schema.path("maxLength").asInt(MOST_CHARS);
    String padded = text + "x".repeat(Math.max(0, least - text.length()));
    return padded.length() > most ? padded.substring(0, Math.max(0, most)) : padded;
  }
}
