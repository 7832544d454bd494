package io.signalbox.app.tryout;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.util.Optional;
import java.util.OptionalLong;

/// The answer to a live request as far as it has come. Immutable.
///
/// @param phase how far it is
/// @param model the id of the model that answers; empty until one does
/// @param simulated whether nobody is really asked
/// @param text what was said; code stands between lines of three backticks
/// @param firstTokenMillis from the request to the first token; empty until it has come
/// @param millis from the request until now, or to the end
/// @param tokens completion tokens: counted here until the provider says
/// @param usd what it costs: worked out here until the end; empty if a price is unknown
/// @param trouble what went wrong, in words; empty if nothing did
/// @param trace the way that it went; empty until the end
public record Answer(
    Phase phase,
    String model,
    boolean simulated,
    String text,
    OptionalLong firstTokenMillis,
    long millis,
    long tokens,
    Optional<Money> usd,
    String trouble,
    Optional<Trace> trace) {

  /// How far an answer is.
  public enum Phase {
    /// Nothing has come yet.
    ASKED,
    STREAMING,
    WHOLE,
    /// Nobody answered, or the answer broke off.
    FAILED,
    /// The user stopped it.
    STOPPED;

    /// Whether nothing more will come.
    public boolean isOver() {
      return this != ASKED && this != STREAMING;
    }
  }

  static final Answer ASKED =
      new Answer(
          Phase.ASKED,
          "",
          false,
          "",
          OptionalLong.empty(),
          0,
          0,
          Optional.empty(),
          "",
          Optional.empty());

  /// Nobody could be asked.
  public static Answer refused(String trouble) {
    return new Answer(
        Phase.FAILED,
        "",
        false,
        "",
        OptionalLong.empty(),
        0,
        0,
        Optional.empty(),
        trouble,
        Optional.empty());
  }

  /// Completion tokens a second since the first one; empty until that can be said.
  public OptionalLong tokensPerSecond() {
    long since = millis - firstTokenMillis.orElse(millis);
    return tokens > 1 && since > 0
        ? OptionalLong.of(Math.round(tokens * 1000.0 / since))
        : OptionalLong.empty();
  }

  /// Whether a model was not asked because its key is missing.
  public boolean lacksKey() {
    return trace.stream().flatMap(each -> each.attempts().stream()).anyMatch(Answer::lacksKey);
  }

  /// Whether a call was not made because there is no key for it.
  public static boolean lacksKey(Attempt attempt) {
    return attempt.status() == 0
        && attempt.outcome().equals(new Outcome.Failed(FailureClass.UNAUTHORIZED, false));
  }
}
