package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.OneAnswer;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An answer in server-sent events; `message-end` is its end.
final class StreamReplyReader implements ReplyReader {
  private static final String DONE = "[DONE]";

  private final Pieces pieces = new Pieces();
  private final OneAnswer answer = new OneAnswer();
  private boolean over;
  private boolean complete;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (over) {
      return List.of();
    }
    if (frame.data().length == 0) {
      return List.of(new ReplyEvent.KeepAlive());
    }
    return JsonTree.read(frame.data())
        .map(this::events)
        .orElseGet(() -> frame.text().strip().equals(DONE) ? List.of() : Failures.unreadable());
  }

  @Override
  public boolean isFinished() {
    return complete;
  }

  @Override
  public boolean isDone() {
    return complete;
  }

  private List<ReplyEvent> events(JsonNode event) {
    var events = new ArrayList<ReplyEvent>(2);
    JsonNode delta = event.path("delta");
    JsonNode message = delta.path("message");
    int place = event.path("index").asInt(0);
    switch (JsonTree.text(event, "type")) {
      case "message-start" -> start(JsonTree.text(event, "id"), events);
      case "tool-plan-delta" -> pieces.plan(message, events);
      case "content-start", "content-delta" -> pieces.content(message.path("content"), events);
      case "tool-call-start" -> pieces.startCall(place, message.path("tool_calls"), events);
      case "tool-call-delta" ->
          pieces.arguments(place, message.path("tool_calls").path("function"), events);
      case "tool-call-end" -> pieces.endCall(place, events);
      case "citation-start" -> Pieces.citation(message.path("citations"), events);
      case "message-end" -> end(delta, events);
      case "" -> {
        return Failures.unreadable();
      }
      default -> events.add(new ReplyEvent.KeepAlive());
    }
    return events;
  }

  private void start(String id, List<ReplyEvent> events) {
    if (answer.isAnother(id)) {
      over = true;
      events.add(new ReplyEvent.Failed(OneAnswer.mixed()));
    } else if (answer.begins(id)) {
      events.add(new ReplyEvent.Started(id, ""));
    }
  }

  /// A call that was broken off has not the arguments of a whole one.
  private void end(JsonNode delta, List<ReplyEvent> events) {
    var last = new ArrayList<ReplyEvent>(2);
    over = true;
    complete = AnswerEnd.add(delta, last);
    if (complete) {
      pieces.endCalls(events);
    }
    events.addAll(last);
  }
}
