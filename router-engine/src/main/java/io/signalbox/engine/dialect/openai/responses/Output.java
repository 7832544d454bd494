package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.AnswerOrder;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an answer consists of so far: one item after the other, each over before the next begins,
/// for there are clients that follow only one. Belongs to one thread.
final class Output {
  private final ReplyHead head;
  private final Events events;
  private final List<OutputItem> items = new ArrayList<>();
  private final AnswerOrder order = new AnswerOrder();
  private Optional<ToolList> tools = Optional.empty();

  /// What is said, thought or called at present.
  private Optional<OutputItem> growing = Optional.empty();

  private FinishReason reason = FinishReason.STOP;

  Output(ReplyHead head, Events events) {
    this.head = head;
    this.events = events;
  }

  void take(ReplyEvent event) {
    order.take(event).forEach(this::add);
  }

  private void add(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.TextDelta more -> say(more.text(), false);
      case ReplyEvent.RefusalDelta more -> say(more.text(), true);
      case ReplyEvent.ReasoningDelta more -> think(more.text());
      case ReplyEvent.ReasoningSigned signed -> seal(thought(), Seal.signed(signed.signature()));
      case ReplyEvent.ReasoningRedacted redacted -> redacted(redacted.data());
      case ReplyEvent.ToolCallStarted call -> call(call);
      case ReplyEvent.ToolCallDelta more -> arguments(more);
      case ReplyEvent.Finished end -> finish(end.reason());
      case ReplyEvent.Started started -> {}
      case ReplyEvent.Foreign piece -> own(piece);
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.Failed failed -> {}
      case ReplyEvent.KeepAlive alive -> {}
      case ReplyEvent.Embedded vector -> {}
    }
  }

  private void say(String more, boolean refusal) {
    if (more.isEmpty()) {
      return;
    }
    growing(Said.class)
        .filter(said -> said.isRefusal() == refusal)
        .orElseGet(() -> open(new Said(name(), items.size(), refusal)))
        .more(more, events);
  }

  private void think(String more) {
    if (!more.isEmpty()) {
      thought().more(more, events);
    }
  }

  private Thought thought() {
    return growing(Thought.class).orElseGet(() -> open(new Thought(name(), items.size())));
  }

  /// What is thought afterwards has a seal of its own.
  private void seal(Thought thought, String with) {
    thought.seal(with);
    thought.end(Status.COMPLETED, events);
  }

  private void redacted(String data) {
    seal(open(new Thought(name(), items.size())), Seal.redacted(data));
  }

  /// Whether a piece of an answer is an item of this API.
  static boolean tells(ReplyEvent.Foreign piece) {
    return piece.dialect().equals(ResponsesClient.ID);
  }

  /// An item that only this API knows is told when it is whole.
  private void own(ReplyEvent.Foreign piece) {
    if (tells(piece) && piece.kind().equals(Said.ANNOTATIONS)) {
      growing(Said.class).ifPresent(said -> said.annotate(piece.json()));
    } else if (tells(piece)) {
      open(new OwnItem(items.size(), piece)).end(Status.COMPLETED, events);
    }
    Seal.ofCall(piece).ifPresent(seal -> seal(open(new Thought(name(), items.size())), seal));
  }

  private void call(ReplyEvent.ToolCallStarted call) {
    String id = call.id().isEmpty() ? "call_" + head.id() + "_" + call.index() : call.id();
    open(new Called(name(), items.size(), id, tools().named(call.name())));
  }

  private ToolList tools() {
    ToolList known =
        tools.orElseGet(() -> ToolList.of(head.repeated().getOrDefault("tools", "[]")));
    tools = Optional.of(known);
    return known;
  }

  private void arguments(ReplyEvent.ToolCallDelta more) {
    if (!more.arguments().isEmpty()) {
      growing(Called.class).ifPresent(call -> call.more(more.arguments(), events));
    }
  }

  /// What grows at present, if it is of this kind.
  private <T extends OutputItem> Optional<T> growing(Class<T> kind) {
    return growing.filter(OutputItem::isOpen).filter(kind::isInstance).map(kind::cast);
  }

  private String name() {
    return head.id() + "_" + items.size();
  }

  private <T extends OutputItem> T open(T item) {
    growing.ifPresent(each -> each.end(Status.COMPLETED, events));
    growing = Optional.of(item);
    items.add(item);
    item.begin(events);
    return item;
  }

  private void finish(FinishReason why) {
    reason = why;
    close(missing().isEmpty() ? Status.COMPLETED : Status.INCOMPLETE, events);
  }

  /// Ends what is open still.
  void close(Status status, Events hearing) {
    items.forEach(item -> item.end(status, hearing));
  }

  /// Why the answer is not all that the model had to say; empty if it is.
  Optional<String> missing() {
    return switch (reason) {
      case LENGTH, OTHER -> Optional.of("max_output_tokens");
      case CONTENT_FILTER ->
          items.stream().anyMatch(Output::isRefusal)
              ? Optional.empty()
              : Optional.of("content_filter");
      case STOP, TOOL_CALLS -> Optional.empty();
    };
  }

  private static boolean isRefusal(OutputItem item) {
    return item instanceof Said said && said.isRefusal();
  }

  void write(JsonText json) {
    json.name("output").open('[');
    items.forEach(item -> item.write(json));
    json.close(']');
  }
}
