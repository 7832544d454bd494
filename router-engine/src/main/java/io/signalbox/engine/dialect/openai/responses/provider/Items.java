package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SealedThinking;
import io.signalbox.engine.dialect.openai.CustomInput;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.dialect.openai.responses.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The items of an answer as they come: known by their places, since some servers give one item
/// several ids. What a server tells only at the end of an item is told then. Belongs to one thread.
final class Items {
  private static final String BETWEEN = "\n\n";

  /// The number of each call, by its place.
  private final Map<Integer, Integer> calls = new HashMap<>();

  /// Places of which something was told already.
  private final Set<Integer> told = new HashSet<>();

  private final AnnotationPlaces annotations = new AnnotationPlaces();
  private boolean said;
  private boolean thought;

  /// Whether a tool was called that the client runs.
  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /// An item begins.
  void added(JsonNode event, List<ReplyEvent> out) {
    JsonNode item = event.path("item");
    if (isCall(item)) {
      call(place(event), item, out);
    }
  }

  private static boolean isCall(JsonNode item) {
    String type = JsonTree.text(item, "type");
    return type.equals("function_call") || type.equals("custom_tool_call");
  }

  private int call(int place, JsonNode item, List<ReplyEvent> out) {
    Integer known = calls.get(place);
    if (known != null) {
      return known;
    }
    int index = calls.size();
    calls.put(place, index);
    annotations.brokenOff();
    boolean custom = JsonTree.text(item, "type").equals("custom_tool_call");
    var name = new ToolName(JsonTree.text(item, "namespace"), JsonTree.text(item, "name"), custom);
    out.add(new ReplyEvent.ToolCallStarted(index, JsonTree.text(item, "call_id"), name.function()));
    return index;
  }

  void argued(JsonNode event, List<ReplyEvent> out) {
    Integer index = calls.get(place(event));
    String more = JsonTree.text(event, "delta");
    if (index != null && !more.isEmpty()) {
      told.add(place(event));
      out.add(new ReplyEvent.ToolCallDelta(index, more));
    }
  }

  void said(JsonNode event, List<ReplyEvent> out) {
    say(place(event), JsonTree.text(event, "delta"), out);
  }

  /// A second message is no part of the first one.
  private void say(int place, String more, List<ReplyEvent> out) {
    if (more.isEmpty()) {
      return;
    }
    boolean another = told.add(place) && said;
    said = true;
    String between = another ? BETWEEN : "";
    annotations.said(place, between, more);
    out.add(new ReplyEvent.TextDelta(between + more));
  }

  void refused(JsonNode event, List<ReplyEvent> out) {
    refuse(place(event), JsonTree.text(event, "delta"), out);
  }

  private void refuse(int place, String more, List<ReplyEvent> out) {
    if (!more.isEmpty()) {
      told.add(place);
      annotations.brokenOff();
      out.add(new ReplyEvent.RefusalDelta(more));
    }
  }

  void thought(JsonNode event, List<ReplyEvent> out) {
    think(place(event), JsonTree.text(event, "delta"), out);
  }

  private void think(int place, String more, List<ReplyEvent> out) {
    if (!more.isEmpty()) {
      told.add(place);
      annotations.brokenOff();
      thought = true;
      out.add(new ReplyEvent.ReasoningDelta(more));
    }
  }

  /// A summary has several parts.
  void thoughtPart(JsonNode event, List<ReplyEvent> out) {
    if (thought && event.path("summary_index").asInt(0) > 0) {
      out.add(new ReplyEvent.ReasoningDelta(BETWEEN));
    }
  }

  /// An item is over.
  void done(JsonNode event, List<ReplyEvent> out) {
    whole(place(event), event.path("item"), out);
  }

  /// An item, of which what has been told already is not told again.
  void whole(int place, JsonNode item, List<ReplyEvent> out) {
    String type = JsonTree.text(item, "type");
    switch (type) {
      case "message" -> message(place, item, out);
      case "reasoning" -> reasoning(place, item, out);
      case "function_call", "custom_tool_call" -> arguments(place, item, out);
      case "" -> {}
      default -> {
        annotations.brokenOff();
        out.add(foreign(type, item));
      }
    }
  }

  private void message(int place, JsonNode item, List<ReplyEvent> out) {
    if (!told.contains(place)) {
      words(place, item, out);
    }
    JsonNode pointers = annotations.of(place, item.path("content"));
    if (!pointers.isEmpty()) {
      out.add(foreign("annotations", pointers));
    }
  }

  private static ReplyEvent foreign(String kind, JsonNode json) {
    String text = new String(JsonTree.bytes(json), StandardCharsets.UTF_8);
    return new ReplyEvent.Foreign(ResponsesClient.ID, kind, text);
  }

  private void words(int place, JsonNode item, List<ReplyEvent> out) {
    for (JsonNode part : item.path("content")) {
      switch (JsonTree.text(part, "type")) {
        case "output_text" -> say(place, JsonTree.text(part, "text"), out);
        case "refusal" -> refuse(place, JsonTree.text(part, "refusal"), out);
        default -> {}
      }
    }
  }

  private void reasoning(int place, JsonNode item, List<ReplyEvent> out) {
    if (!told.contains(place)) {
      boolean open = item.path("content").isArray() && !item.path("content").isEmpty();
      int part = 0;
      for (JsonNode each : item.path(open ? "content" : "summary")) {
        String text = JsonTree.text(each, "text");
        think(place, part++ > 0 && !text.isEmpty() ? BETWEEN + text : text, out);
      }
    }
    String sealed = JsonTree.text(item, "encrypted_content");
    if (!sealed.isEmpty()) {
      annotations.brokenOff();
      out.add(new ReplyEvent.ReasoningSigned(SealedThinking.signature(sealed)));
    }
  }

  /// The text of a tool that takes no JSON is told when it is whole.
  private void arguments(int place, JsonNode item, List<ReplyEvent> out) {
    int index = call(place, item, out);
    boolean custom = JsonTree.text(item, "type").equals("custom_tool_call");
    String all =
        custom
            ? CustomInput.arguments(JsonTree.text(item, "input"))
            : JsonTree.text(item, "arguments");
    if (!told.contains(place) && !all.isEmpty()) {
      told.add(place);
      out.add(new ReplyEvent.ToolCallDelta(index, all));
    }
  }

  private static int place(JsonNode event) {
    return event.path("output_index").asInt(0);
  }
}
