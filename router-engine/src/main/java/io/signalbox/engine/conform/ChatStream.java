package io.signalbox.engine.conform;

import io.signalbox.engine.upstream.probe.ProbeAnswer;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A stream of Chat Completions, compared with its description: chunks of one id, a role first, a
/// finish reason, perhaps usage, `[DONE]`. Source:
/// https://platform.openai.com/docs/api-reference/chat-streaming
final class ChatStream {
  static final Set<String> FINISHES =
      Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

  private final List<String> faults = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final StringBuilder text = new StringBuilder();
  private final ToolDeltas tools = new ToolDeltas();
  private final Set<String> members = new LinkedHashSet<>();
  private Optional<JsonNode> usage = Optional.empty();
  private String finish = "";
  private int chunks;
  private boolean done;

  ChatStream(EndpointReply reply) {
    for (WireFrame frame : reply.events()) {
      take(frame);
    }
    if (reply.answer().end() == ProbeAnswer.End.CUT) {
      faults.add("the connection breaks before the end of the stream");
    }
    if (ids.size() > 1) {
      faults.add("chunks of one answer have " + ids.size() + " ids");
    }
  }

  private void take(WireFrame frame) {
    String data = frame.text().strip();
    if (done) {
      fault("something comes after [DONE]");
    } else if (data.equals("[DONE]")) {
      done = true;
    } else {
      EndpointReply.json(frame.data())
          .ifPresentOrElse(this::chunk, () -> fault("an event is no JSON"));
    }
  }

  private void chunk(JsonNode chunk) {
    chunks++;
    if (chunk.path("error").isObject()) {
      fault("an error comes within the stream");
      return;
    }
    if (chunk.path("id").isString()) {
      ids.add(chunk.path("id").asString());
    } else {
      fault("a chunk has no id");
    }
    if (!chunk.path("object").asString("").equals("chat.completion.chunk")) {
      fault("a chunk's object is not chat.completion.chunk");
    }
    if (chunk.path("usage").isObject()) {
      usage = Optional.of(chunk.path("usage"));
    }
    if (!chunk.path("choices").isArray()) {
      fault("a chunk has no choices");
    }
    chunk.path("choices").forEach(this::choice);
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    if (!delta.isObject()) {
      fault("a choice has no delta");
    }
    delta.propertyNames().forEach(members::add);
    String piece = delta.path("content").asString("");
    if (!finish.isEmpty() && (!piece.isEmpty() || delta.path("tool_calls").isArray())) {
      fault("content comes after the finish reason");
    }
    text.append(piece);
    delta.path("tool_calls").forEach(tools::take);
    JsonNode reason = choice.path("finish_reason");
    if (reason.isString()) {
      finish = reason.asString();
    }
  }

  private void fault(String words) {
    if (!faults.contains(words)) {
      faults.add(words);
    }
  }

  /// What contradicts the description, the end apart.
  List<String> faults() {
    return faults;
  }

  ToolDeltas tools() {
    return tools;
  }

  /// The finish reason; empty if there was none.
  String finish() {
    return finish;
  }

  boolean isDone() {
    return done;
  }

  int chunks() {
    return chunks;
  }

  String text() {
    return text.toString();
  }

  /// The members that deltas had.
  Set<String> members() {
    return members;
  }

  Optional<JsonNode> usage() {
    return usage;
  }
}
