package io.signalbox.engine.conform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's Messages: https://docs.anthropic.com/en/docs/build-with-claude/streaming
record MessagesShape() implements DialectShape {
  @Override
  public String id() {
    return "messages";
  }

  @Override
  public String path(String model, boolean stream) {
    return "/v1/messages";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("anthropic-version", "2023-06-01");
  }

  @Override
  public List<String> key() {
    return List.of("x-api-key", "");
  }

  @Override
  public ObjectNode body(String model, boolean stream) {
    ObjectNode body =
        DialectShape.object()
            .put("model", model)
            .put("max_tokens", ChatTarget.FEW)
            .put("stream", stream);
    body.putArray("messages").add(ChatTarget.message("user", ChatTarget.HELLO));
    return body;
  }

  @Override
  public String whole(JsonNode body) {
    if (!body.path("type").asString("").equals("message") || !body.path("content").isArray()) {
      return "it is no message with content";
    }
    if (!body.path("stop_reason").isString()) {
      return "it has no stop reason";
    }
    return body.path("usage").path("output_tokens").isInt() ? "" : "it has no usage";
  }

  @Override
  public List<String> stream(EndpointReply reply) {
    List<JsonNode> events = DialectShape.json(reply.events());
    List<String> types =
        events.stream()
            .map(event -> event.path("type").asString(""))
            .filter(type -> !type.equals("ping"))
            .toList();
    var faults = new ArrayList<String>();
    if (types.isEmpty() || !types.getFirst().equals("message_start")) {
      faults.add("the first event is not message_start");
    }
    if (types.isEmpty() || !types.getLast().equals("message_stop")) {
      faults.add("the last event is not message_stop");
    }
    Set<Integer> open = new HashSet<>();
    for (JsonNode event : events) {
      blocks(event, open, faults);
    }
    if (!open.isEmpty()) {
      faults.add("a content block is not ended");
    }
    if (events.stream().noneMatch(event -> event.path("delta").path("stop_reason").isString())) {
      faults.add("no stop reason comes");
    }
    return faults.stream().distinct().toList();
  }

  private static void blocks(JsonNode event, Set<Integer> open, List<String> faults) {
    int index = event.path("index").asInt(-1);
    switch (event.path("type").asString("")) {
      case "content_block_start" -> open.add(index);
      case "content_block_stop" -> {
        if (!open.remove(index)) {
          faults.add("a block ends that did not begin");
        }
      }
      case "content_block_delta" -> {
        if (!open.contains(index)) {
          faults.add("a delta belongs to no open block");
        }
      }
      default -> {}
    }
  }

  @Override
  public boolean isError(JsonNode body) {
    return body.path("type").asString("").equals("error")
        && body.path("error").path("message").isString();
  }
}
