package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer, streamed or whole: chunks of one form. A `finishReason`, or a reason why the prompt
/// was blocked, is its end; after it only usage is heard.
final class GenerateReplyReader implements ReplyReader {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "content",
          "finishReason",
          "finishMessage",
          "index",
          "tokenCount",
          "avgLogprobs",
          "safetyRatings");

  private final boolean stream;
  private final UsageCounter count = new UsageCounter();
  private final Calls calls = new Calls();
  private final Map<String, String> told = new HashMap<>();
  private boolean started;
  private boolean complete;

  GenerateReplyReader(boolean stream) {
    this.stream = stream;
  }

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (stream && frame.data().length == 0) {
      return List.of(new ReplyEvent.KeepAlive());
    }
    if (complete) {
      return late(frame);
    }
    return JsonTree.read(frame.data())
        .map(json -> json.isArray() && !json.isEmpty() ? chunks(json, frame) : chunk(json, frame))
        .orElseGet(Failures::unreadable);
  }

  @Override
  public boolean isFinished() {
    return complete;
  }

  /// An answer without `alt=sse` is a list of chunks, and an error may come in a list of one.
  private List<ReplyEvent> chunks(JsonNode list, WireFrame frame) {
    var events = new ArrayList<ReplyEvent>();
    list.forEach(chunk -> events.addAll(chunk(chunk, frame)));
    return events;
  }

  private List<ReplyEvent> late(WireFrame frame) {
    JsonNode usage = JsonTree.read(frame.data()).orElseGet(JsonTree::object).path("usageMetadata");
    return count.add(usage) ? List.of(new ReplyEvent.UsageReported(count.total())) : List.of();
  }

  private List<ReplyEvent> chunk(JsonNode chunk, WireFrame frame) {
    if (chunk.path("error").isObject()) {
      return List.of(new ReplyEvent.Failed(Failures.inside(chunk, started)));
    }
    boolean answers = chunk.path("candidates").isArray() || chunk.path("promptFeedback").isObject();
    if (!answers && !(stream && chunk.path("usageMetadata").isObject())) {
      return Failures.unreadable();
    }
    var events = new ArrayList<ReplyEvent>();
    start(chunk, frame, events);
    String reason = "";
    for (JsonNode candidate : chunk.path("candidates")) {
      if (candidate.path("index").asInt(0) != 0) {
        events.add(foreign("candidate", candidate));
      } else if (!addParts(candidate.path("content").path("parts"), events)) {
        return Failures.unreadable();
      } else {
        addOthers(candidate, events);
        reason = said(JsonTree.text(candidate, "finishReason"));
      }
    }
    if (count.add(chunk.path("usageMetadata"))) {
      events.add(new ReplyEvent.UsageReported(count.total()));
    }
    finish(chunk, reason, events);
    return events;
  }

  /// What stands in the place of a reason that is not given.
  private static String said(String reason) {
    return reason.equals("FINISH_REASON_UNSPECIFIED") ? "" : reason;
  }

  private void start(JsonNode chunk, WireFrame frame, List<ReplyEvent> events) {
    if (started) {
      return;
    }
    started = true;
    String id = JsonTree.text(chunk, "responseId");
    events.add(new ReplyEvent.Started(id, JsonTree.text(chunk, "modelVersion")));
    calls.within(id.isEmpty() ? checksum(frame) : id);
  }

  private static String checksum(WireFrame frame) {
    var sum = new CRC32();
    sum.update(frame.data());
    return Long.toHexString(sum.getValue());
  }

  private boolean addParts(JsonNode parts, List<ReplyEvent> events) {
    boolean understood = true;
    for (JsonNode part : parts) {
      if (part.path("functionCall").isObject()) {
        understood &= calls.add(part, events);
      } else if (part.path("text").isString()) {
        addText(part, events);
      } else if (part.isObject()) {
        events.add(foreign(kind(part), part));
      }
    }
    return understood;
  }

  private static void addText(JsonNode part, List<ReplyEvent> events) {
    String text = JsonTree.text(part, "text");
    if (!text.isEmpty()) {
      events.add(
          part.path("thought").booleanValue(false)
              ? new ReplyEvent.ReasoningDelta(text)
              : new ReplyEvent.TextDelta(text));
    }
    String signature = JsonTree.text(part, GeminiApi.SIGNATURE);
    if (!signature.isEmpty()) {
      ObjectNode json = JsonTree.object().put(GeminiApi.SIGNATURE, signature);
      events.add(foreign(GeminiApi.SIGNATURE, json));
    }
  }

  private static String kind(JsonNode part) {
    return part.propertyNames().stream()
        .filter(name -> !name.startsWith("thought"))
        .findFirst()
        .orElse("part");
  }

  /// Grounding, citations and the like: chunks repeat them, each is told when it changes.
  private void addOthers(JsonNode candidate, List<ReplyEvent> events) {
    for (var member : candidate.properties()) {
      String json = member.getValue().toString();
      boolean known = UNDERSTOOD.contains(member.getKey()) || member.getValue().isNull();
      if (!known && !json.equals(told.put(member.getKey(), json))) {
        events.add(foreign(member.getKey(), member.getValue()));
      }
    }
  }

  private void finish(JsonNode chunk, String reason, List<ReplyEvent> events) {
    String blocked = JsonTree.text(chunk.path("promptFeedback"), "blockReason");
    if (!reason.isEmpty()) {
      calls.close(events);
      complete = true;
      events.add(new ReplyEvent.Finished(reason(reason), reason));
    } else if (!blocked.isEmpty() && chunk.path("candidates").isEmpty()) {
      events.add(foreign("promptFeedback", chunk.get("promptFeedback")));
      complete = true;
      events.add(new ReplyEvent.Finished(FinishReason.CONTENT_FILTER, blocked));
    }
  }

  /// An answer that ends with calls ends with `STOP` like any other. What is not named here is no
  /// good end: a malformed or unexpected call (`MALFORMED_FUNCTION_CALL`), an image that was not
  /// made, `OTHER`. Source: `FinishReason` of google-genai 3.6.1 (PyPI), read 2026-12-01.
  private FinishReason reason(String raw) {
    return switch (raw) {
      case "STOP" -> calls.any() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS", "CONTINUATION" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR",
          "ESCALATION" ->
          FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private static ReplyEvent foreign(String kind, JsonNode json) {
    return new ReplyEvent.Foreign(GeminiApi.ID, kind, json.toString());
  }
}
