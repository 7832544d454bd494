package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.Script.ScriptedOutcome;
import java.time.Duration;
import java.util.List;

/// A provider that answers offline: with text made from the question, at the model's typical speed,
/// and saying that it is simulated. The same question always gets the same answer. Safe for
/// threads.
public final class SimulatedUpstream implements Upstream {
  private static final Duration STEP = Duration.ofSeconds(10);

  private final Script script;
  private final double pace;
  private final Delay waiting;

  /// A provider in which all goes well.
  ///
  /// @param pace how long waits are as a share of the model's own: 1 is its typical speed, 0 at
  ///   once
  public SimulatedUpstream(double pace, Delay waiting) {
    this(Script.allAnswer(), pace, waiting);
  }

  /// A provider that does what a script says.
  ///
  /// @param pace how long waits are as a share of the model's own: 1 is its typical speed, 0 at
  ///   once
  public SimulatedUpstream(Script script, double pace, Delay waiting) {
    this.script = script;
    this.pace = pace;
    this.waiting = waiting;
  }

  @Override
  public UpstreamAnswer ask(UpstreamCall call) {
    try {
      return switch (script.next(call.model())) {
        case ScriptedOutcome.Answered answered -> answer(call, Integer.MAX_VALUE);
        case ScriptedOutcome.Cut cut -> answer(call, cut.events());
        case ScriptedOutcome.Stalls stalls -> late(call);
        case ScriptedOutcome.Fails fails -> failed(Script.failure(call.model(), fails));
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(givenUp(call.model()));
    }
  }

  private UpstreamAnswer answer(UpstreamCall call, int events) throws InterruptedException {
    var reply = new SimulatedReply(call.card().model(), call.request());
    Duration first = reply.firstTokenWait(call.card().speed());
    if (first.compareTo(call.deadlines().firstToken()) > 0) {
      return late(call);
    }
    List<ReplyEvent> all = reply.events();
    if (events <= 0) {
      return failed(cut(call.model()));
    }
    pass(call, first);
    Duration each =
        Duration.ofNanos(1_000_000_000L / Math.max(1, call.card().speed().tokensPerSecond()));
    return new SimulatedAnswer(call.model(), all, events, new Pace(scaled(each), waiting));
  }

  /// How fast the events of an answer follow each other.
  record Pace(Duration each, Delay waiting) {}

  private UpstreamAnswer late(UpstreamCall call) throws InterruptedException {
    Duration deadline = call.deadlines().firstToken();
    pass(call, deadline);
    String text = "Model " + call.model() + " sent nothing within " + deadline.toMillis() + " ms.";
    return failed(Failure.of(FailureClass.TIMEOUT, 0, text).withBilled(true));
  }

  private void pass(UpstreamCall call, Duration time) throws InterruptedException {
    Duration left = scaled(time);
    while (left.compareTo(STEP) > 0) {
      waiting.pass(STEP);
      call.whileSilent().run();
      left = left.minus(STEP);
    }
    waiting.pass(left);
  }

  private Duration scaled(Duration time) {
    return Duration.ofNanos(Math.round(time.toNanos() * pace));
  }

  static Failure givenUp(String model) {
    return Failure.of(FailureClass.INTERRUPTED, 0, "The call of " + model + " was canceled.");
  }

  static Failure cut(String model) {
    String text = "Model " + model + " is set to interrupt its answer.";
    return Failure.of(FailureClass.INTERRUPTED, 0, text).withBilled(true);
  }

  private static UpstreamAnswer failed(Failure failure) {
    return new UpstreamAnswer.Failed(failure, RateLimits.NONE);
  }
}
