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
      case Happening.Fails fails ->
          fails
              .answers()
              .filter(text -> call.request().stream())
              .map(text ->
                  answered(call, begun(call, fails, text), Optional.of(failure(call, fails))))
              .orElseGet(() -> failed(call, fails));
      case Happening.Answers answers -> answered(call, answers, Optional.empty());
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

  private UpstreamAnswer failed(UpstreamCall call, Happening.Fails fails) {
    clock.pass(fails.after().orElse(Duration.ZERO));
    return new UpstreamAnswer.Failed(failure(call, fails), RateLimits.NONE);
  }

  private static Failure failure(UpstreamCall call, Happening.Fails fails) {
    String text = "Model " + call.model() + " is set to fail with " + fails.failure().id() + ".";
    int status =
        fails.answers().isPresent() && call.request().stream()
            ? 0
            : Script.ScriptedOutcome.Fails.of(fails.failure()).status();
    return Failure.of(fails.failure(), status, text).withRetryAfter(fails.retryAfter());
  }

  /// What comes before the failure, no later than that.
  private static Happening.Answers begun(UpstreamCall call, Happening.Fails fails, String text) {
    Duration usual = firstToken(call);
    var first = fails.after().filter(after -> after.compareTo(usual) < 0);
    return new Happening.Answers(Optional.of(text), first, fails.after(), OptionalLong.empty());
  }

  private static Duration firstToken(UpstreamCall call) {
    return Duration.ofMillis(call.card().speed().firstTokenMillis());
  }

  /// @param cut how the answer breaks off, if it does
  private UpstreamAnswer answered(
      UpstreamCall call, Happening.Answers answers, Optional<Failure> cut) {
    Duration first = answers.firstToken().orElseGet(() -> firstToken(call));
    Duration deadline = call.deadlines().firstToken();
    if (first.compareTo(deadline) > 0) {
      clock.pass(deadline);
      return new UpstreamAnswer.Failed(late(call.model(), deadline), RateLimits.NONE);
    }
    clock.pass(first);
    return new SuiteAnswer(call, answers, cut, first, clock);
  }

  private static Failure late(String model, Duration deadline) {
    String text = "Model " + model + " sent nothing within " + deadline.toMillis() + " ms.";
    return Failure.of(FailureClass.TIMEOUT, 0, text).withBilled(true);
  }
}
