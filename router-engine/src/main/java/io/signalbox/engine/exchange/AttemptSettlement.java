package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.exchange.answer.CountedPrompt;
import io.signalbox.engine.exchange.note.FailureNote;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.upstream.Permit;
import io.signalbox.engine.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// What one attempt comes to. However it ends, the same three are told of it, once: the budgets
/// what it cost, the circuit breaker how the call went, and the trace both. Belongs to one thread.
final class AttemptSettlement {
  private final ExchangeContext context;
  private final Model model;
  private final ChatRequest request;
  private final AttemptReservation reservation;
  private final AnswerCounter counter;
  private final long begun;
  private OptionalLong firstToken = OptionalLong.empty();
  private Permit permit = Permit.FREE;
  private RateLimits limits = RateLimits.NONE;
  private boolean simulated;
  private OptionalLong called = OptionalLong.empty();
  private OptionalLong stopped = OptionalLong.empty();
  private boolean reported;
  private String dialect = "";

  /// @param request the request to the model
  /// @param reservation what the attempt holds
  /// @param counter what has come of the answer
  AttemptSettlement(
      ExchangeContext context,
      Model model,
      ChatRequest request,
      AttemptReservation reservation,
      AnswerCounter counter) {
    this.context = context;
    this.model = model;
    this.request = request;
    this.reservation = reservation;
    this.counter = counter;
    this.begun = context.world().nanos();
  }

  /// The circuit breaker lets the call through, and is told how it goes.
  void admitted(Permit leave) {
    permit = leave;
  }

  /// The request is written in a dialect.
  void written(String id) {
    dialect = id;
  }

  /// The provider is being called: from here on the attempt may cost something.
  void called() {
    called = OptionalLong.of(context.world().nanos());
    reservation.asked();
  }

  /// The provider has answered, with a failure or with the head of an answer.
  void responded(RateLimits told, boolean bySimulation) {
    limits = told;
    simulated = bySimulation;
  }

  /// The provider has failed. What may be charged for counts as it has reported it.
  void refused(UpstreamAnswer.Failed no) {
    responded(no.limits(), false);
    if (no.failure().billed()) {
      counter.take(no.before());
    }
  }

  /// The first content has come.
  void firstContent() {
    firstToken = OptionalLong.of(millis());
  }

  /// Whether no real provider was called.
  boolean simulated() {
    return simulated;
  }

  /// What we lack ourselves says nothing about the model, so its circuit breaker does not hear of
  /// it.
  Attempt notCalled(Failure failure) {
    reservation.release();
    return attempt(new Outcome.Failed(failure.kind(), false), 0, Cost.NONE, failure.message());
  }

  /// The answer is whole.
  Attempt answered() {
    boolean scripted = simulated && counter.isEmpty();
    Cost cost = scripted ? Cost.NONE : cost();
    reservation.settle(cost, scripted ? 0 : counter.usage().totalTokens());
    reported = true;
    permit.answered(Duration.ofMillis(firstToken.orElse(millis())), limits);
    return attempt(new Outcome.Answered(), 200, cost, "");
  }

  /// The answer was whole and counted, but the client closed the connection before its end.
  ///
  /// @param answered what was settled
  Attempt missed(Attempt answered, int status, String message) {
    return attempt(new Outcome.Answered(), status, answered.cost(), message);
  }

  /// Learns how the provider counts tokens. One that serves another model says nothing of this
  /// one's, nor does one that may have read more than the request has.
  ///
  /// @param whole whether the request has all that its provider reads
  void learn(ModelCard card, ServedModel served, boolean whole) {
    if (whole && !simulated && served.note().isEmpty()) {
      counter
          .reported()
          .ifPresent(told -> CountedPrompt.learn(context.world(), model, card, request, told));
    }
  }

  /// The provider failed.
  Attempt failed(Failure failure) {
    Cost cost = costOfLoss(failure.billed());
    reported = true;
    permit.failed(failure, limits, fingerprint(failure));
    var note = FailureNote.of(failure, model.provider(), request);
    var outcome = new Outcome.Failed(failure.kind(), true, note.code());
    return attempt(outcome, failure.status(), cost, note.message());
  }

  /// It was given up, which says nothing about the provider.
  ///
  /// @param billed whether the prompt may be charged for
  Attempt cancelled(boolean billed, int status, String message) {
    Cost cost = costOfLoss(billed);
    cancelBreaker();
    return attempt(new Outcome.Cancelled(), status, cost, message);
  }

  /// It was canceled for another call, or with the request. What had come of its answer is charged
  /// for, although nobody reads it.
  Attempt lost(UpstreamAnswer answer, HedgedCall.Loss why) {
    return switch (answer) {
      case UpstreamAnswer.Failed no -> {
        refused(no);
        yield lost(no.failure(), why);
      }
      case UpstreamAnswer.Arriving closed -> {
        responded(closed.limits(), closed.simulated());
        closed.close();
        for (var piece = closed.next(); piece.isPresent(); piece = closed.next()) {
          counter.take(piece.get().events());
        }
        yield cancelled(true, 0, why.message());
      }
    };
  }

  /// An end that is of our own making says nothing about the provider, but for a silence that is
  /// unusual.
  private Attempt lost(Failure failure, HedgedCall.Loss why) {
    if (failure.kind() != FailureClass.INTERRUPTED) {
      return failed(failure);
    }
    if (why == HedgedCall.Loss.OUTPACED) {
      reported = true;
      permit.outpaced();
      return attempt(new Outcome.Cancelled(), 0, costOfLoss(failure.billed()), why.message());
    }
    return cancelled(failure.billed(), 0, why.message());
  }

  /// The call is given up: what comes of it is told later, but it takes no longer.
  ///
  /// @return how long the provider has been called for
  Duration stopped() {
    long now = context.world().nanos();
    stopped = OptionalLong.of(now);
    return Duration.ofNanos(now - called.orElse(now));
  }

  /// A call that was admitted ends without having been reported: by a mistake of ours.
  void reportAnyway() {
    if (!reported) {
      cancelBreaker();
    }
  }

  private void cancelBreaker() {
    reported = true;
    permit.cancelled();
  }

  /// What is known of an attempt that ended by a mistake of ours; empty if no provider was called.
  Optional<Attempt> afterInternalError() {
    if (called.isEmpty()) {
      return Optional.empty();
    }
    Cost cost = cost();
    String message = "internal error in Signalbox; see the log";
    return Optional.of(attempt(new Outcome.Failed(FailureClass.INTERRUPTED), 0, cost, message));
  }

  private Cost cost() {
    return reservation.charged(counter.cost());
  }

  /// What came is counted; of what may have been charged for without coming, the prompt.
  private Cost costOfLoss(boolean billed) {
    if (counter.isEmpty() && !billed) {
      reservation.release();
      return Cost.NONE;
    }
    Cost cost = cost();
    reservation.settle(cost, counter.usage().totalTokens());
    return cost;
  }

  /// The same request sent again is no second one. Of no use but where a model is not found, and
  /// not worked out elsewhere.
  private String fingerprint(Failure failure) {
    return failure.kind() == FailureClass.MODEL_NOT_FOUND
        ? Integer.toHexString(Objects.hash(request.messages(), request.tools()))
        : "";
  }

  private Attempt attempt(Outcome outcome, int status, Cost cost, String message) {
    Optional<Usage> usage =
        cost.lines().isEmpty() ? Optional.empty() : Optional.of(counter.usage());
    return new Attempt(
        model.id(),
        model.provider(),
        model.model(),
        model.key().map(KeyRef::id).orElse(""),
        outcome,
        status,
        millis(),
        firstToken,
        usage,
        cost,
        message,
        simulated,
        request.begun().length(),
        dialect,
        reservation.recorded());
  }

  private long millis() {
    return (stopped.orElseGet(context.world()::nanos) - begun) / 1_000_000;
  }
}
