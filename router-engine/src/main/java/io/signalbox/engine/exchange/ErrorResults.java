package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// How a request ends without an answer: what its client hears, and what is recorded. Belongs to
/// one thread.
record ErrorResults(TraceDraft draft, CircuitBreakers breakers) {

  /// The graph refuses it.
  Result rejected(Move.Reject reject) {
    String message = reject.message();
    return of(ClientError.lasting(reject.status(), ProxyError.REJECTED, message), message);
  }

  /// No model is left: the last failure is the answer.
  Result lastFailure() {
    var last = draft.last();
    return last.isPresent()
        ? of(ClientError.of(last.get(), draft.lastModel()), draft.lastNote())
        : noModelCalled();
  }

  /// Budgets that cannot be kept must not be passed.
  Result unavailable(Reservations.UnavailableException why) {
    String message = String.valueOf(why.getMessage());
    return of(ClientError.of(503, ProxyError.STORE_UNAVAILABLE, message), message);
  }

  /// It ends with a call for a decision: its client went away, or the program ends.
  Result givenUp(AttemptEnd.Over over) {
    String message = over.attempt().message();
    return over.status() == 499
        ? new Result(draft.trace(499), Optional.empty())
        : of(ClientError.of(503, ProxyError.SHUTTING_DOWN, message), message);
  }

  private Result noModelCalled() {
    return draft
        .notKept()
        .map(each -> of(ClientError.of(each, ""), each.message()))
        .orElseGet(this::noneAdmitted);
  }

  private Result noneAdmitted() {
    String message = "no model can be called: " + draft.skips();
    var wait = soonest();
    var failure =
        wait.isPresent()
            ? Failure.of(FailureClass.RATE_LIMITED, 429, message).withRetryAfter(wait)
            : Failure.of(FailureClass.OVERLOADED, 503, message);
    return of(ClientError.of(failure, draft.lastModel()), message);
  }

  /// When the first of the models may be called again, if all providers have stated it.
  private Optional<Duration> soonest() {
    var waits = draft.passedOver().stream().map(breakers::statedWait).toList();
    return waits.stream().allMatch(Optional::isPresent)
        ? waits.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /// @param note what is recorded of it
  private Result of(ClientError error, String note) {
    draft.troubled(note);
    return new Result(draft.trace(error.status()), Optional.of(error));
  }
}
