package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.OneAnswer;
import io.signalbox.engine.dialect.anthropic.StopReason;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An answer as a stream of events. `message_stop` is its end. A second `message_start` only adds
/// usage; events of a type that we do not know are kept as foreign ones.
final class StreamReplyReader implements ReplyReader {
  private final UsageCounter count = new UsageCounter();
  private final BlockEvents blocks = new BlockEvents();
  private final Map<Integer, OpenBlock> open = new HashMap<>();
  private final List<ReplyEvent> last = new ArrayList<>();
  private final OneAnswer answer = new OneAnswer();
  private boolean said;
  private boolean complete;
  private String stopReason = "";

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (complete) {
      return List.of();
    }
    if (frame.data().length == 0) {
      return List.of(new ReplyEvent.KeepAlive());
    }
    List<ReplyEvent> events =
        JsonTree.read(frame.data()).map(this::events).orElseGet(Failures::unreadable);
    said = said || events.stream().anyMatch(ReplyEvent::isContent);
    return events;
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
    var events = new ArrayList<ReplyEvent>();
    String type = JsonTree.text(event, "type");
    switch (type) {
      case "" -> {
        return event.path("error").isObject() ? failed(event) : Failures.unreadable();
      }
      case "ping" -> events.add(new ReplyEvent.KeepAlive());
      case "error" -> {
        return failed(event);
      }
      case "message_start" -> {
        if (answer.isAnother(JsonTree.text(event.path("message"), "id"))) {
          return List.of(new ReplyEvent.Failed(OneAnswer.mixed()));
        }
        start(event.path("message"), events);
      }
      case "content_block_start" -> startBlock(event, events);
      case "content_block_delta" -> {
        return delta(event);
      }
      case "content_block_stop" -> stopBlock(event, events);
      case "message_delta" -> endMessage(event, events);
      case "message_stop" -> stop(events);
      default -> events.add(BlockEvents.foreign(type, event));
    }
    return events;
  }

  private List<ReplyEvent> failed(JsonNode event) {
    return List.of(new ReplyEvent.Failed(Failures.inside(event, answer.hasBegun())));
  }

  private void start(JsonNode message, List<ReplyEvent> events) {
    String id = JsonTree.text(message, "id");
    if (answer.begins(id)) {
      events.add(new ReplyEvent.Started(id, JsonTree.text(message, "model")));
      // An answer that goes on with the provider's own code may bring its calls here at once.
      blocks.add(message.path("content"), events);
      stopReason = JsonTree.text(message, "stop_reason");
    }
    addUsage(message.path("usage"), events);
  }

  private void addUsage(JsonNode usage, List<ReplyEvent> events) {
    if (usage.isObject()) {
      count.add(usage);
      events.add(new ReplyEvent.UsageReported(count.total()));
    }
  }

  private void startBlock(JsonNode event, List<ReplyEvent> events) {
    JsonNode block = event.path("content_block");
    if (!block.isObject()) {
      events.addAll(Failures.unreadable());
      return;
    }
    String type = JsonTree.text(block, "type");
    boolean call = type.equals("tool_use");
    int index = call ? blocks.nextCall() : -1;
    open.put(event.path("index").asInt(0), new OpenBlock(block, index));
    switch (type) {
      case "text" -> BlockEvents.addText(block, events);
      case "thinking" -> BlockEvents.addThinking(block, events);
      case "redacted_thinking" ->
          events.add(new ReplyEvent.ReasoningRedacted(JsonTree.text(block, "data")));
      case "tool_use" ->
          events.add(
              new ReplyEvent.ToolCallStarted(
                  index, JsonTree.text(block, "id"), JsonTree.text(block, "name")));
      default -> {
        // What only this provider knows is told when it is whole.
      }
    }
  }

  private List<ReplyEvent> delta(JsonNode event) {
    JsonNode delta = event.path("delta");
    String type = JsonTree.text(delta, "type");
    return switch (type) {
      case "text_delta" -> List.of(new ReplyEvent.TextDelta(JsonTree.text(delta, "text")));
      case "thinking_delta" ->
          List.of(new ReplyEvent.ReasoningDelta(JsonTree.text(delta, "thinking")));
      case "signature_delta" ->
          List.of(new ReplyEvent.ReasoningSigned(JsonTree.text(delta, "signature")));
      case "input_json_delta" -> input(event, JsonTree.text(delta, "partial_json"));
      case "compaction_delta" -> {
        Optional.ofNullable(open.get(event.path("index").asInt(0)))
            .ifPresent(block -> block.summarize(delta));
        yield List.of();
      }
      case "" -> Failures.unreadable();
      default -> List.of(BlockEvents.foreign(type, delta));
    };
  }

  private List<ReplyEvent> input(JsonNode event, String fragment) {
    OpenBlock block = open.get(event.path("index").asInt(0));
    return block == null ? Failures.unreadable() : block.input(fragment);
  }

  private void stopBlock(JsonNode event, List<ReplyEvent> events) {
    OpenBlock block = open.remove(event.path("index").asInt(0));
    if (block != null) {
      block.stop(events);
    }
  }

  private void endMessage(JsonNode event, List<ReplyEvent> events) {
    JsonNode delta = event.path("delta");
    if (!JsonTree.text(delta, "stop_reason").isEmpty()) {
      stopReason = JsonTree.text(delta, "stop_reason");
    }
    // Told with the end itself: a refusal alone must not look like the begin of an answer.
    for (String kind : List.of("stop_details", "container")) {
      if (delta.path(kind).isObject()) {
        last.add(BlockEvents.foreign(kind, delta.get(kind)));
      }
    }
    if (event.path("context_management").isObject()) {
      last.add(BlockEvents.foreign("context_management", event.get("context_management")));
    }
    addUsage(event.path("usage"), events);
  }

  private void stop(List<ReplyEvent> events) {
    open.values().forEach(block -> block.stop(events));
    open.clear();
    events.addAll(last);
    complete = true;
    events.add(
        stopReason.isEmpty()
            ? StopReason.unsaid(said, blocks.hasCalls())
            : StopReason.finished(stopReason));
  }
}
