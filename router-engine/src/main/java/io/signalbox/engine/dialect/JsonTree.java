package io.signalbox.engine.dialect;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as dialects read and write it: numbers keep all their digits, and what is no JSON is empty.
/// Jackson's own limits on depth and length hold.
public final class JsonTree {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonTree() {}

  /// The tree of a text in UTF-8.
  public static Optional<JsonNode> read(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JacksonException | NumberFormatException e) { // or an exponent that no number has
      return Optional.empty();
    }
  }

  /// The tree of a text.
  public static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JacksonException | NumberFormatException e) { // or an exponent that no number has
      return Optional.empty();
    }
  }

  /// The text as an object; empty if it is anything else.
  public static Optional<ObjectNode> readObject(String text) {
    return read(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /// An empty object.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// An empty list.
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// The text of a tree.
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /// A member's text; empty if it is absent or no text.
  public static String text(JsonNode node, String member) {
    return node.path(member).stringValue("");
  }
}
