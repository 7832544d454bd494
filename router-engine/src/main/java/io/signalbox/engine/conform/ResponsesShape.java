package io.signalbox.engine.conform;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's Responses: https://platform.openai.com/docs/api-reference/responses-streaming
record ResponsesShape() implements DialectShape {
  @Override
  public String id() {
    return "responses";
  }

  @Override
  public boolean isBelowRoot() {
    return false;
  }

  @Override
  public String path(String model, boolean stream) {
    return "/responses";
  }

  @Override
  public ObjectNode body(String model, boolean stream) {
    return DialectShape.object()
        .put("model", model)
        .put("input", ChatTarget.HELLO)
        .put("max_output_tokens", ChatTarget.FEW)
        .put("store", false)
        .put("stream", stream);
  }

  @Override
  public String whole(JsonNode body) {
    if (!body.path("object").asString("").equals("response") || !body.path("output").isArray()) {
      return "it is no response with an output";
    }
    return body.path("usage").path("output_tokens").isInt() ? "" : "it has no usage";
  }

  @Override
  public List<String> stream(EndpointReply reply) {
    List<JsonNode> events = DialectShape.json(reply.events());
    var faults = new ArrayList<String>();
    if (events.isEmpty() || !type(events.getFirst()).equals("response.created")) {
      faults.add("the first event is not response.created");
    }
    String last = events.isEmpty() ? "" : type(events.getLast());
    if (!last.equals("response.completed") && !last.equals("response.incomplete")) {
      faults.add("the last event is not response.completed or response.incomplete");
    } else if (!events.getLast().path("response").path("usage").isObject()) {
      faults.add("the last event has no usage");
    }
    String order = order(events);
    if (!order.isEmpty()) {
      faults.add(order);
    }
    return faults;
  }

  private static String order(List<JsonNode> events) {
    int before = -1;
    for (JsonNode event : events) {
      if (!event.path("sequence_number").isInt()) {
        return "events have no sequence numbers";
      }
      int number = event.path("sequence_number").asInt();
      if (number <= before) {
        return "sequence numbers do not rise";
      }
      before = number;
    }
    return "";
  }

  private static String type(JsonNode event) {
    return event.path("type").asString("");
  }

  @Override
  public boolean isError(JsonNode body) {
    return body.path("error").path("message").isString();
  }
}
