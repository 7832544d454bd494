package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What simulated models do: for each model's id in the graph the outcomes of its calls in order.
/// The last outcome holds for all calls after it; a model that is not named answers. It counts the
/// calls, otherwise it does not change. Safe for threads.
public final class Script {
  private final Map<String, List<ScriptedOutcome>> outcomes = new LinkedHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  /// How one call ends.
  public sealed interface ScriptedOutcome {
    /// With an answer.
    record Answered() implements ScriptedOutcome {}

    /// With trouble instead of an answer.
    ///
    /// @param status the HTTP status; 0 if there was no answer
    record Fails(FailureClass kind, int status) implements ScriptedOutcome {
      /// The trouble with the status that it usually has.
      public static Fails of(FailureClass kind) {
        return new Fails(kind, usualStatus(kind));
      }
    }

    /// Nothing comes until the deadline.
    record Stalls() implements ScriptedOutcome {}

    /// The answer breaks off.
    ///
    /// @param events how many events come before that
    record Cut(int events) implements ScriptedOutcome {}
  }

  /// A script with these outcomes by model id.
  public Script(Map<String, List<ScriptedOutcome>> outcomes) {
    outcomes.forEach((model, list) -> this.outcomes.put(model, List.copyOf(list)));
  }

  /// Every model answers.
  public static Script allAnswer() {
    return new Script(Map.of());
  }

  /// What the next call of a model does.
  ScriptedOutcome next(String model) {
    List<ScriptedOutcome> list = outcomes.getOrDefault(model, List.of());
    if (list.isEmpty()) {
      return new ScriptedOutcome.Answered();
    }
    int number = calls.computeIfAbsent(model, any -> new AtomicInteger()).getAndIncrement();
    return list.get(Math.clamp(number, 0, list.size() - 1));
  }

  static Failure failure(String model, ScriptedOutcome.Fails fails) {
    String text = "Model " + model + " is set to fail with " + fails.kind().id() + ".";
    return Failure.of(fails.kind(), fails.status(), text);
  }

  private static int usualStatus(FailureClass kind) {
    return switch (kind) {
      case RATE_LIMITED -> 429;
      case OUT_OF_CREDIT -> 402;
      case OVERLOADED -> 529;
      case SERVER_ERROR -> 500;
      case CONTEXT_TOO_LONG, CONTENT_FILTERED, BAD_REQUEST -> 400;
      case MODEL_NOT_FOUND -> 404;
      case UNAUTHORIZED -> 401;
      case TIMEOUT, UNREACHABLE, INTERRUPTED -> 0;
    };
  }
}
