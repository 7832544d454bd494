package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls of one answer. A call is one part, or a part with `willContinue` and others without a
/// name that bring its arguments; its arguments are told when they are whole. A call without an id
/// gets one from the answer's id and its place, so that the same answer always gives the same ids,
/// short enough for every provider.
final class Calls {
  private static final int LONGEST = 28;

  private String answer = "";
  private int count;
  private Optional<Arguments> open = Optional.empty();

  /// The answer's id.
  void within(String id) {
    String plain = id.replaceAll("[^A-Za-z0-9_-]", "");
    answer = plain.substring(0, Math.min(plain.length(), LONGEST));
  }

  boolean any() {
    return count > 0;
  }

  /// Whether the part could be understood.
  boolean add(JsonNode part, List<ReplyEvent> events) {
    JsonNode call = part.get("functionCall");
    String name = JsonTree.text(call, "name");
    if (!name.isEmpty()) {
      close(events);
      start(call, name, part, events);
    }
    if (open.isEmpty()) {
      return true;
    }
    boolean understood = fill(open.orElseThrow(), call);
    if (!call.path("willContinue").booleanValue(false)) {
      close(events);
    } else if (name.isEmpty()) {
      // An empty piece: the answer is seen to go on.
      events.add(new ReplyEvent.ToolCallDelta(count - 1, ""));
    }
    return understood;
  }

  void close(List<ReplyEvent> events) {
    open.ifPresent(
        arguments -> events.add(new ReplyEvent.ToolCallDelta(count - 1, arguments.toString())));
    open = Optional.empty();
  }

  private void start(JsonNode call, String name, JsonNode part, List<ReplyEvent> events) {
    String given = JsonTree.text(call, "id");
    String id = given.isEmpty() ? "call_" + answer + "_" + count : given;
    events.add(new ReplyEvent.ToolCallStarted(count++, id, name));
    open = Optional.of(new Arguments());
    String signature = JsonTree.text(part, GeminiApi.SIGNATURE);
    if (!signature.isEmpty()) {
      ObjectNode json = JsonTree.object().put(GeminiApi.SIGNATURE, signature).put("callId", id);
      events.add(new ReplyEvent.Foreign(GeminiApi.ID, GeminiApi.SIGNATURE, json.toString()));
    }
  }

  private static boolean fill(Arguments arguments, JsonNode call) {
    if (call.get("args") instanceof ObjectNode args) {
      arguments.addAll(args);
    }
    boolean understood = true;
    for (JsonNode piece : call.path("partialArgs")) {
      understood &= arguments.add(piece);
    }
    return understood;
  }
}
