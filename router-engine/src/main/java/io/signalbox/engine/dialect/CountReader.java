package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Understands an answer that is a count of tokens: usage without an answer. Belongs to one thread.
final class CountReader implements ReplyReader {
  private static final long MOST = 1_000_000_000;

  private final String member;
  private boolean finished;

  /// @param member the number's
  CountReader(String member) {
    this.member = member;
  }

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    finished = true;
    Optional<JsonNode> count =
        JsonTree.read(frame.data())
            .map(body -> body.path(member))
            .filter(number -> number.isIntegralNumber() && number.canConvertToInt());
    return count
        .filter(number -> number.intValue() >= 0 && number.intValue() < MOST)
        .map(number -> counted(number.intValue()))
        .orElseGet(() ->
            List.of(
                new ReplyEvent.Failed(
                    Failure.of(
                        FailureClass.INTERRUPTED,
                        200,
                        "the provider's answer is not a count of tokens"))));
  }

  private static List<ReplyEvent> counted(int tokens) {
    return List.of(
        new ReplyEvent.UsageReported(Usage.of(tokens, 0)),
        new ReplyEvent.Finished(FinishReason.STOP, "counted"));
  }

  @Override
  public boolean isFinished() {
    return finished;
  }
}
