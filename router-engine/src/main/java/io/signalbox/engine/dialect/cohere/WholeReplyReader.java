package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An answer that is one body.
final class WholeReplyReader implements ReplyReader {
  private boolean complete;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    return JsonTree.read(frame.data()).map(this::events).orElseGet(Failures::unreadable);
  }

  @Override
  public boolean isFinished() {
    return complete;
  }

  private List<ReplyEvent> events(JsonNode body) {
    JsonNode message = body.path("message");
    if (!message.isObject()) {
      return Failures.unreadable();
    }
    var events = new ArrayList<ReplyEvent>();
    events.add(new ReplyEvent.Started(JsonTree.text(body, "id"), ""));
    var pieces = new Pieces();
    pieces.plan(message, events);
    message.path("content").forEach(part -> pieces.content(part, events));
    int index = 0;
    for (JsonNode call : message.path("tool_calls")) {
      pieces.startCall(index, call, events);
      pieces.endCall(index++, events);
    }
    message.path("citations").forEach(each -> Pieces.citation(each, events));
    complete = AnswerEnd.add(body, events);
    return events;
  }
}
