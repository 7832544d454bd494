package io.signalbox.engine.conform;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ollama's API: https://docs.ollama.com/api/chat
record OllamaShape() implements DialectShape {
  @Override
  public String id() {
    return "ollama";
  }

  @Override
  public String path(String model, boolean stream) {
    return "/api/chat";
  }

  @Override
  public ObjectNode body(String model, boolean stream) {
    ObjectNode body = DialectShape.object().put("model", model).put("stream", stream);
    body.putArray("messages").add(ChatTarget.message("user", ChatTarget.HELLO));
    body.putObject("options").put("num_predict", ChatTarget.FEW);
    return body;
  }

  @Override
  public String whole(JsonNode body) {
    if (!body.path("message").path("content").isString() || !body.path("done").asBoolean(false)) {
      return "it is no message that is done";
    }
    return body.path("eval_count").isInt() ? "" : "it has no count of tokens";
  }

  @Override
  public List<String> stream(EndpointReply reply) {
    List<JsonNode> lines = DialectShape.json(reply.lines());
    if (lines.isEmpty() || !lines.getLast().path("done").asBoolean(false)) {
      return List.of("the last line is not done");
    }
    return lines.getLast().path("eval_count").isInt()
        ? List.of()
        : List.of("the last line has no count of tokens");
  }

  @Override
  public boolean isError(JsonNode body) {
    return body.path("error").isString();
  }
}
