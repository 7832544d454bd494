package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.ChatRequest;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of a request that only this dialect knows, from a client that speaks it.
///
/// @param members name → JSON text
record OwnMembers(Map<String, String> members) {
  private static final String THINKING = "thinking";
  private static final String OUTPUT = "output_config";

  static OwnMembers of(ChatRequest request) {
    return new OwnMembers(request.extras().in(AnthropicDialect.ID));
  }

  /// Whether there are tools that a request has no place for.
  boolean hasTools() {
    return members.containsKey("tools");
  }

  /// How the model is asked to think; empty if it is not.
  Optional<JsonNode> thinking() {
    return Optional.ofNullable(members.get(THINKING)).flatMap(Json::read);
  }

  /// Whether the model takes them as they are.
  boolean suit(String model) {
    return thinking().map(wish -> Thinking.takes(model, Json.text(wish, "type"))).orElse(true);
  }

  /// Adds them to a body, with their wish for thinking only if the model takes it.
  void addTo(ObjectNode body, String model) {
    boolean suited = suit(model);
    members.forEach((name, json) -> {
      boolean replaced = !suited && (name.equals(THINKING) || name.equals(OUTPUT));
      if (!replaced) {
        Json.read(json).ifPresent(value -> body.set(name, value));
      }
    });
  }
}
