package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer as lines of JSON: pieces of text as they come, calls when they are whole, and one last
/// line that says why it ended, what it used and how long it took. Belongs to one thread.
final class StreamWriter implements ReplyWriter {
  private final AnswerLines lines;
  private final WrittenCalls calls;
  private FinishReason reason = FinishReason.STOP;
  private Optional<ReplyTiming> timing = Optional.empty();
  private boolean called;

  StreamWriter(AnswerLines lines) {
    this.lines = lines;
    this.calls = new WrittenCalls(lines.head().id());
  }

  @Override
  public byte[] write(ReplyEvent event) {
    return bytes(
        switch (event) {
          case ReplyEvent.TextDelta more -> text(more.text());
          case ReplyEvent.RefusalDelta more -> text(more.text());
          case ReplyEvent.ReasoningDelta more ->
              more.text().isEmpty() ? "" : lines.piece(AnswerLines.Said.ofThinking(more.text()));
          case ReplyEvent.ToolCallStarted call -> {
            calls.add(call);
            yield "";
          }
          case ReplyEvent.ToolCallDelta more -> {
            calls.add(more);
            yield "";
          }
          case ReplyEvent.Finished end -> {
            reason = end.reason();
            yield calls();
          }
          case ReplyEvent.Started started -> "";
          case ReplyEvent.ReasoningSigned signed -> "";
          case ReplyEvent.ReasoningRedacted redacted -> "";
          case ReplyEvent.Foreign foreign -> "";
          case ReplyEvent.UsageReported usage -> "";
          case ReplyEvent.Failed failed -> "";
          case ReplyEvent.KeepAlive alive -> "";
          case ReplyEvent.Embedded vector -> "";
        });
  }

  private String text(String more) {
    return more.isEmpty() ? "" : lines.piece(AnswerLines.Said.ofText(more));
  }

  private String calls() {
    String list = called ? "" : calls.list();
    called = true;
    return list.isEmpty() ? "" : lines.piece(AnswerLines.Said.ofCalls(list));
  }

  @Override
  public void timed(ReplyTiming took) {
    timing = Optional.of(took);
  }

  /// Arguments may be cut where the answer reached its limit; elsewhere a call that is left out is
  /// no good end.
  @Override
  public byte[] end(Optional<Usage> usage) {
    Optional<String> fault = reason == FinishReason.LENGTH ? Optional.empty() : calls.fault();
    if (fault.isPresent()) {
      return bytes(calls() + AnswerLines.error(fault.get()) + "\n");
    }
    var measures = new AnswerLines.Measures(usage, timing);
    return bytes(calls() + lines.last(AnswerLines.Said.NOTHING, reason, measures) + "\n");
  }

  @Override
  public byte[] failed(ClientError error) {
    return bytes(AnswerLines.error(error.text()) + "\n");
  }

  /// Ollama's clients read every line as JSON, so an empty piece it is.
  @Override
  public byte[] keepAlive() {
    return bytes(lines.piece(AnswerLines.Said.NOTHING));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
