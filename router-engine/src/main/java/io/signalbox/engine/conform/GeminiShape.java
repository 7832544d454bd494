package io.signalbox.engine.conform;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's API: https://ai.google.dev/api/generate-content
record GeminiShape() implements DialectShape {
  @Override
  public String id() {
    return "gemini";
  }

  @Override
  public String path(String model, boolean stream) {
    return "/v1beta/models/"
        + model
        + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public List<String> key() {
    return List.of("x-goog-api-key", "");
  }

  @Override
  public ObjectNode body(String model, boolean stream) {
    ObjectNode body = DialectShape.object();
    body.putArray("contents")
        .addObject()
        .put("role", "user")
        .putArray("parts")
        .addObject()
        .put("text", ChatTarget.HELLO);
    body.putObject("generationConfig").put("maxOutputTokens", ChatTarget.FEW);
    return body;
  }

  @Override
  public String whole(JsonNode body) {
    JsonNode candidate = body.path("candidates").path(0);
    if (!candidate.path("finishReason").isString()) {
      return "it has no candidate with a finish reason";
    }
    return body.path("usageMetadata").isObject() ? "" : "it has no usage";
  }

  @Override
  public List<String> stream(EndpointReply reply) {
    List<JsonNode> events = DialectShape.json(reply.events());
    if (events.isEmpty()) {
      return List.of("no server-sent events came");
    }
    String fault = whole(events.getLast());
    return fault.isEmpty() ? List.of() : List.of("of the last event: " + fault);
  }

  @Override
  public boolean isError(JsonNode body) {
    return body.path("error").path("message").isString()
        && body.path("error").path("status").isString();
  }
}
