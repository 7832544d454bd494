package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;

/// An answer as one body, written at its end. Belongs to one thread.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final AnswerLines lines;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private final WrittenCalls calls;
  private FinishReason reason = FinishReason.STOP;
  private Optional<ReplyTiming> timing = Optional.empty();

  WholeWriter(AnswerLines lines) {
    this.lines = lines;
    this.calls = new WrittenCalls(lines.head().id());
  }

  @Override
  public byte[] write(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.TextDelta more -> text.append(more.text());
      case ReplyEvent.RefusalDelta more -> text.append(more.text());
      case ReplyEvent.ReasoningDelta more -> thinking.append(more.text());
      case ReplyEvent.ToolCallStarted call -> calls.add(call);
      case ReplyEvent.ToolCallDelta more -> calls.add(more);
      case ReplyEvent.Finished end -> reason = end.reason();
      case ReplyEvent.Started started -> {}
      case ReplyEvent.ReasoningSigned signed -> {}
      case ReplyEvent.ReasoningRedacted redacted -> {}
      case ReplyEvent.Foreign foreign -> {}
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.Failed failed -> {}
      case ReplyEvent.KeepAlive alive -> {}
      case ReplyEvent.Embedded vector -> {}
    }
    return NOTHING;
  }

  /// Arguments may be cut where the answer reached its limit.
  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    var all = new WholeWriter(lines);
    events.forEach(all::write);
    return all.reason == FinishReason.LENGTH ? Optional.empty() : all.calls.fault();
  }

  @Override
  public void timed(ReplyTiming took) {
    timing = Optional.of(took);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    var said = new AnswerLines.Said(text.toString(), thinking.toString(), calls.list());
    return lines.last(said, reason, new AnswerLines.Measures(usage, timing)).toBytes();
  }

  @Override
  public byte[] failed(ClientError error) {
    return AnswerLines.error(error.text()).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
