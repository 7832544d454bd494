package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.anthropic.CallIds;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer as one body, written at its end.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final ReplyEnd ending = new ReplyEnd();
  private final List<WrittenBlock> blocks = new ArrayList<>();
  private final Map<Integer, WrittenBlock.Called> calls = new HashMap<>();
  private String id;

  WholeWriter(ReplyHead head) {
    this.head = head;
    this.id = "msg_" + head.id();
  }

  @Override
  public byte[] write(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.Started started -> id = started.id().isEmpty() ? id : started.id();
      case ReplyEvent.TextDelta more -> say(more.text());
      case ReplyEvent.RefusalDelta more -> say(more.text());
      case ReplyEvent.ReasoningDelta more -> think(more.text());
      case ReplyEvent.ReasoningSigned signed -> thought().sign(signed.signature());
      case ReplyEvent.ReasoningRedacted redacted ->
          blocks.add(new WrittenBlock.Whole(redacted(redacted.data())));
      case ReplyEvent.ToolCallStarted call -> call(call);
      case ReplyEvent.ToolCallDelta more ->
          Optional.ofNullable(calls.get(more.index()))
              .ifPresent(call -> call.arguments().append(more.arguments()));
      case ReplyEvent.Foreign piece -> own(piece);
      case ReplyEvent.Finished end -> ending.finish(end);
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.Failed failed -> {}
      case ReplyEvent.KeepAlive alive -> {}
      case ReplyEvent.Embedded vector -> {}
    }
    return NOTHING;
  }

  private void say(String more) {
    if (!more.isEmpty()) {
      said().text().append(more);
    }
  }

  private WrittenBlock.Said said() {
    if (!blocks.isEmpty() && blocks.getLast() instanceof WrittenBlock.Said last) {
      return last;
    }
    var begun = new WrittenBlock.Said();
    blocks.add(begun);
    return begun;
  }

  private void think(String more) {
    if (!more.isEmpty()) {
      thought().add(more);
    }
  }

  private WrittenBlock.Thought thought() {
    if (!blocks.isEmpty()
        && blocks.getLast() instanceof WrittenBlock.Thought last
        && !last.isSigned()) {
      return last;
    }
    var begun = new WrittenBlock.Thought();
    blocks.add(begun);
    return begun;
  }

  private static String redacted(String data) {
    return JsonTree.object().put("type", "redacted_thinking").put("data", data).toString();
  }

  private void call(ReplyEvent.ToolCallStarted call) {
    var begun =
        new WrittenBlock.Called(CallIds.of(call, head.id()), call.name(), new StringBuilder());
    calls.put(call.index(), begun);
    blocks.add(begun);
  }

  /// What signs a call stands before it.
  private void seal(String sealed) {
    int at = blocks.size() - (blocks.isEmpty() ? 0 : 1);
    blocks.add(at, new WrittenBlock.Whole(redacted(sealed)));
  }

  private void own(ReplyEvent.Foreign piece) {
    Seal.ofCall(piece).ifPresent(this::seal);
    switch (OwnPiece.of(piece)) {
      case BLOCK -> blocks.add(new WrittenBlock.Whole(piece.json()));
      case CITATION ->
          JsonTree.readObject(piece.json())
              .ifPresent(delta -> said().citations().add(delta.path("citation").toString()));
      case DELTA_MEMBER -> ending.addBeside(piece);
      case MEMBER -> ending.addMember(piece);
      case NOWHERE -> {}
    }
  }

  /// A call's input must be an object here. Arguments that were cut at the limit of tokens are left
  /// out at the end; any others that are no object would have to be invented.
  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    Map<Integer, StringBuilder> arguments = new HashMap<>();
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.Finished end && end.reason() == FinishReason.LENGTH) {
        return Optional.empty();
      } else if (event instanceof ReplyEvent.ToolCallDelta more) {
        arguments
            .computeIfAbsent(more.index(), index -> new StringBuilder())
            .append(more.arguments());
      }
    }
    return arguments.values().stream().allMatch(WrittenBlock::isInput)
        ? Optional.empty()
        : Optional.of("the arguments of a tool call are not a JSON object");
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || OwnPiece.of(own) != OwnPiece.NOWHERE;
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    var json = new JsonText().open('{').member("id", id).member("type", "message");
    json.member("role", "assistant").member("model", head.model()).name("content").open('[');
    blocks.removeIf(block ->
        block instanceof WrittenBlock.Called call && !WrittenBlock.isInput(call.arguments()));
    blocks.forEach(block -> block.write(json));
    json.close(']');
    ending.writeReason(json, blocks.stream().anyMatch(WrittenBlock.Called.class::isInstance));
    UsageWriter.write(json, usage.orElse(UsageWriter.UNKNOWN));
    ending.writeMembers(json);
    return json.close('}').toBytes();
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error, head.id()).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
