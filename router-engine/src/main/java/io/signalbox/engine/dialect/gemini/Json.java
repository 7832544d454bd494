package io.signalbox.engine.dialect.gemini;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as this package reads and writes it: numbers keep all their digits, and what is no JSON is
/// empty. Jackson's own limits on depth and length hold.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Json() {}

  static Optional<JsonNode> read(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JacksonException | NumberFormatException e) { // or an exponent that no number has
      return Optional.empty();
    }
  }

  static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JacksonException | NumberFormatException e) { // or an exponent that no number has
      return Optional.empty();
    }
  }

  /// The text as an object; empty if it is anything else.
  static Optional<ObjectNode> readObject(String text) {
    return read(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /// A member's text; empty if it is absent or no text.
  static String text(JsonNode node, String member) {
    return node.path(member).stringValue("");
  }
}
