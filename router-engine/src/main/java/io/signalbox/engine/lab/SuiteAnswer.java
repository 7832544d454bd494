package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.SuiteCase.Happening;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// An answer as a test says: one piece at its first token, one at its end. Belongs to one thread.
final class SuiteAnswer implements UpstreamAnswer.Arriving {
  private static final byte[] NOTHING = {};
  private static final long NANOS = 1_000_000_000L;

  private final UpstreamCall call;
  private final FixedClock clock;
  private final Duration rest;
  private final Optional<Duration> tooLate;
  private final Queue<List<ReplyEvent>> pieces = new ArrayDeque<>();
  private boolean begun;

  /// @param cut how it breaks off; empty if it does not
  /// @param first how long it took to the first token
  SuiteAnswer(
      UpstreamCall call,
      Happening.Answers answers,
      Optional<Failure> cut,
      Duration first,
      FixedClock clock) {
    this.call = call;
    this.clock = clock;
    Duration total = answers.total().orElseGet(() -> first.plus(writing(call, answers)));
    Duration most = call.deadlines().total();
    this.tooLate = total.compareTo(most) > 0 ? Optional.of(most) : Optional.empty();
    Duration until = tooLate.orElse(total).minus(first);
    this.rest = until.isNegative() ? Duration.ZERO : until;
    pieces.add(List.of(new ReplyEvent.Started("", call.card().model()), content(answers)));
    pieces.add(
        cut.<List<ReplyEvent>>map(each -> List.of(new ReplyEvent.Failed(each)))
            .orElseGet(() -> end(answers)));
  }

  private static Duration writing(UpstreamCall call, Happening.Answers answers) {
    long tokens = answers.tokens().orElseGet(() -> tokens(call, answers));
    return Duration.ofNanos(tokens * NANOS / Math.max(1, call.card().speed().tokensPerSecond()));
  }

  /// Those of the text that is said, else the usual number.
  private static long tokens(UpstreamCall call, Happening.Answers answers) {
    return answers
        .text()
        .filter(text -> !text.isEmpty())
        .map(text -> (long) TokenCounter.textTokens(text))
        .orElseGet(() -> Estimate.of(call.card(), call.request(), 0).completionTokens());
  }

  /// Without a text, something that is content but nothing that is counted.
  private static ReplyEvent content(Happening.Answers answers) {
    return answers
        .text()
        .filter(text -> !text.isEmpty())
        .<ReplyEvent>map(ReplyEvent.TextDelta::new)
        .orElseGet(() -> new ReplyEvent.Foreign("", "something", ""));
  }

  private List<ReplyEvent> end(Happening.Answers answers) {
    var finished = new ReplyEvent.Finished(FinishReason.STOP, "stop");
    if (answers.tokens().isEmpty()) {
      return List.of(finished);
    }
    long prompt = TokenCounter.promptTokens(call.request());
    var usage = Usage.of(prompt, answers.tokens().getAsLong());
    return List.of(new ReplyEvent.UsageReported(usage), finished);
  }

  @Override
  public Optional<Piece> next() {
    var piece = Optional.ofNullable(pieces.poll());
    if (begun && piece.isPresent()) {
      clock.pass(rest);
      piece = tooLate.isPresent() ? tooLate.map(this::cut) : piece;
    }
    begun = true;
    return piece.map(events -> new Piece(events, NOTHING));
  }

  private List<ReplyEvent> cut(Duration most) {
    String text = "Model " + call.model() + " did not finish within " + most.toMillis() + " ms.";
    return List.of(
        new ReplyEvent.Failed(Failure.of(FailureClass.TIMEOUT, 0, text).withBilled(true)));
  }

  @Override
  public RateLimits limits() {
    return RateLimits.NONE;
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public void close() {
    pieces.clear();
  }
}
