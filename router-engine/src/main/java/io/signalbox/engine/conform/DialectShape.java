package io.signalbox.engine.conform;

import io.signalbox.engine.wire.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A dialect besides Chat Completions: how it is asked for a short answer, and what its answers
/// look like. What is compared is what clients need: text, an ending, usage, the order of events.
sealed interface DialectShape permits ResponsesShape, MessagesShape, GeminiShape, OllamaShape {
  /// All of them.
  static List<DialectShape> all() {
    return List.of(new ResponsesShape(), new MessagesShape(), new GeminiShape(), new OllamaShape());
  }

  /// `responses`.
  String id();

  /// Whether its path stands behind the address as it was given, or behind the server alone.
  default boolean isBelowRoot() {
    return true;
  }

  String path(String model, boolean stream);

  ObjectNode body(String model, boolean stream);

  default Map<String, String> headers() {
    return Map.of();
  }

  /// Where the key stands, and what before it.
  default List<String> key() {
    return List.of("authorization", "Bearer ");
  }

  /// What is wrong with a whole answer; empty if nothing is.
  String whole(JsonNode body);

  /// What is wrong with a stream; empty if nothing is.
  List<String> stream(EndpointReply reply);

  /// Whether an error has the dialect's form.
  boolean isError(JsonNode body);

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static List<JsonNode> json(List<WireFrame> frames) {
    return frames.stream()
        .map(frame -> EndpointReply.json(frame.data()))
        .flatMap(Optional::stream)
        .toList();
  }
}
