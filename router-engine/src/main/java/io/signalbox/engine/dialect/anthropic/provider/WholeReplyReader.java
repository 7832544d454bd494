package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.StopReason;
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
    if (body.path("error").isObject()) {
      return List.of(new ReplyEvent.Failed(Failures.inside(body, false)));
    }
    if (!body.path("content").isArray()) {
      return Failures.unreadable();
    }
    var events = new ArrayList<ReplyEvent>();
    events.add(new ReplyEvent.Started(JsonTree.text(body, "id"), JsonTree.text(body, "model")));
    var blocks = new BlockEvents();
    blocks.add(body.get("content"), events);
    boolean said = events.stream().anyMatch(ReplyEvent::isContent);
    for (String kind : List.of("stop_details", "container", "context_management")) {
      if (body.path(kind).isObject()) {
        events.add(BlockEvents.foreign(kind, body.get(kind)));
      }
    }
    if (body.path("usage").isObject()) {
      var count = new UsageCounter();
      count.add(body.get("usage"));
      events.add(new ReplyEvent.UsageReported(count.total()));
    }
    String reason = JsonTree.text(body, "stop_reason");
    events.add(
        reason.isEmpty()
            ? StopReason.unsaid(said, blocks.hasCalls())
            : StopReason.finished(reason));
    complete = true;
    return events;
  }
}
