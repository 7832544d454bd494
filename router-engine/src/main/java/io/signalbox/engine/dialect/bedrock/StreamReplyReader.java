package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An answer in events. `messageStop` is its end; usage comes after it, in `metadata`.
final class StreamReplyReader implements ReplyReader {
  private final BlockEvents blocks = new BlockEvents();
  private int openCall = -1;
  private boolean started;
  private boolean stopped;
  private boolean counted;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (frame.event().startsWith(EventHeaders.EXCEPTION)) {
      return exception(frame);
    }
    return JsonTree.read(frame.data())
        .map(payload -> events(frame.event(), payload))
        .orElseGet(Failures::unreadable);
  }

  @Override
  public boolean isFinished() {
    return stopped;
  }

  @Override
  public boolean isDone() {
    return stopped && counted;
  }

  /// After its end nothing can break an answer any more.
  private List<ReplyEvent> exception(WireFrame frame) {
    String type = frame.event().substring(EventHeaders.EXCEPTION.length());
    return stopped
        ? List.of()
        : List.of(new ReplyEvent.Failed(Failures.inside(type, frame.data(), started)));
  }

  private List<ReplyEvent> events(String name, JsonNode payload) {
    var events = new ArrayList<ReplyEvent>(2);
    switch (name) {
      case "messageStart" -> start(events);
      case "contentBlockStart" -> startBlock(payload, events);
      case "contentBlockDelta" -> {
        start(events);
        blocks.addPiece(payload.path("delta"), events);
      }
      case "contentBlockStop" -> stopBlock(payload, events);
      case "messageStop" -> stop(payload, events);
      case "metadata" -> count(payload, events);
      default -> events.add(new ReplyEvent.KeepAlive());
    }
    return events;
  }

  private void start(List<ReplyEvent> events) {
    if (!started) {
      started = true;
      events.add(new ReplyEvent.Started("", ""));
    }
  }

  private void startBlock(JsonNode payload, List<ReplyEvent> events) {
    start(events);
    JsonNode call = payload.path("start").path("toolUse");
    if (call.isObject()) {
      openCall = payload.path("contentBlockIndex").asInt(0);
      blocks.startCall(call, events);
    }
  }

  private void stopBlock(JsonNode payload, List<ReplyEvent> events) {
    if (openCall >= 0 && payload.path("contentBlockIndex").asInt(0) == openCall) {
      openCall = -1;
      blocks.endCall(events);
    }
  }

  private void stop(JsonNode payload, List<ReplyEvent> events) {
    if (stopped) {
      return;
    }
    start(events);
    if (openCall >= 0) {
      openCall = -1;
      blocks.endCall(events);
    }
    stopped = true;
    events.add(StopReason.finished(JsonTree.text(payload, "stopReason"), blocks.hasCalls()));
  }

  private void count(JsonNode payload, List<ReplyEvent> events) {
    UsageMembers.of(payload.path("usage"))
        .ifPresent(usage -> {
          counted = true;
          events.add(new ReplyEvent.UsageReported(usage));
        });
  }
}
