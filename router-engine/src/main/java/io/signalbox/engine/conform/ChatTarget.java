package io.signalbox.engine.conform;

import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model that is asked in Chat Completions.
///
/// @param path of the endpoint
/// @param limit the member that limits an answer
record ChatTarget(Endpoint endpoint, Notebook notes, String path, String model, String limit) {
  /// Tokens of an answer that is only to come.
  static final int FEW = 16;

  /// Tokens of an answer with calls of tools or JSON in it.
  static final int MORE = 160;

  static final String HELLO = "Say hello.";

  /// A body with one message of the user.
  ObjectNode body(String text, int most) {
    ObjectNode body = bare(text);
    body.put(limit, most);
    return body;
  }

  /// The same without a limit of the answer.
  ObjectNode bare(String text) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("model", model);
    body.putArray("messages").add(message("user", text));
    return body;
  }

  static ObjectNode message(String role, String text) {
    return JsonMapper.shared().createObjectNode().put("role", role).put("content", text);
  }

  EndpointReply send(ObjectNode body) {
    return endpoint.post(path, body, body.path(limit).asLong(FEW) * body.path("n").asLong(1));
  }

  /// The answer to the usual short question with something more in the body.
  EndpointReply hello(Consumer<ObjectNode> more) {
    ObjectNode body = body(HELLO, FEW);
    more.accept(body);
    return send(body);
  }

  /// The same as a stream.
  EndpointReply stream(ObjectNode body) {
    body.put("stream", true);
    return send(body);
  }
}
