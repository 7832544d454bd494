package io.signalbox.engine.dialect.bedrock;

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
    JsonNode content = body.path("output").path("message").path("content");
    String reason = JsonTree.text(body, "stopReason");
    if (!content.isArray() || reason.isEmpty()) {
      return Failures.unreadable();
    }
    var events = new ArrayList<ReplyEvent>();
    events.add(new ReplyEvent.Started("", ""));
    var blocks = new BlockEvents();
    content.forEach(block -> blocks.add(block, events));
    UsageMembers.of(body.path("usage"))
        .ifPresent(usage -> events.add(new ReplyEvent.UsageReported(usage)));
    events.add(StopReason.finished(reason, blocks.hasCalls()));
    complete = true;
    return events;
  }
}
