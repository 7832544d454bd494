package io.signalbox.engine.lab;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.Script;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.SuiteCase.Happening;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Answers as a test says; what it does not say is typical of the model. Belongs to one thread.
final class SuiteUpstream implements Upstream {
  private static final Happening WELL =
      new Happening.Answers(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

  private final Map<String, List<Happening>> happenings;
  private final FixedClock clock;
  private final Map<String, Integer> calls = new HashMap<>();

  /// @param happenings what comes of the calls of a model, by id: a single one comes of every call,
  ///   after several all is well
  SuiteUpstream(Map<String, List<Happening>> happenings, FixedClock clock) {
    this.happenings = happenings;
    this.clock = clock;
  }

  @Override
  public UpstreamAnswer ask(UpstreamCall call) {
    return switch (next(call.model())) {
      case Happening.Fails fails -> failed(call.model(), fails);
      case Happening.Answers answers -> answered(call, answers);
    };
  }

  private Happening next(String model) {
    List<Happening> all = happenings.getOrDefault(model, List.of());
    int number = calls.merge(model, 1, Integer::sum) - 1;
    if (all.size() == 1) {
      return all.getFirst();
    }
    return number < all.size() ? all.get(number) : WELL;
  }

  private UpstreamAnswer failed(String model, Happening.Fails fails) {
    clock.pass(fails.after().orElse(Duration.ZERO));
    String text = "Model " + model + " is set to fail with " + fails.failure().id() + ".";
    int status = Script.ScriptedOutcome.Fails.of(fails.failure()).status();
    return new UpstreamAnswer.Failed(
        Failure.of(fails.failure(), status, text).withRetryAfter(fails.retryAfter()),
        RateLimits.NONE);
  }

  private UpstreamAnswer answered(UpstreamCall call, Happening.Answers answers) {
    Duration first =
        answers
            .firstToken()
            .orElseGet(() -> Duration.ofMillis(call.card().speed().firstTokenMillis()));
    Duration deadline = call.deadlines().firstToken();
    if (first.compareTo(deadline) > 0) {
      clock.pass(deadline);
      return new UpstreamAnswer.Failed(late(call.model(), deadline), RateLimits.NONE);
    }
    clock.pass(first);
    return new SuiteAnswer(call, answers, first, clock);
  }

  private static Failure late(String model, Duration deadline) {
    String text = "Model " + model + " sent nothing within " + deadline.toMillis() + " ms.";
    return Failure.of(FailureClass.TIMEOUT, 0, text).withBilled(true);
  }
}
