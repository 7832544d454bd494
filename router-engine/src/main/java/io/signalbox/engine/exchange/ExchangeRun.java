package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.route.Facts;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One request in progress. Belongs to one thread.
final class ExchangeRun {
  private final ExchangeContext context;
  private final Router router;
  private final IncomingRequest incoming;
  private final ReplySink sink;
  private final RoutePlan plan;
  private final Copies copies;
  private final Retries retries;
  private final TraceDraft draft;
  private int reserved; // counts attempts for the names of their reservations

  /// Budgets and limits that have counted this request.
  private final Set<String> counted = new HashSet<>();

  /// A request of a client.
  static ExchangeRun of(
      ExchangeContext context,
      Router router,
      IncomingRequest incoming,
      ReplySink sink,
      Copies copies) {
    var facts =
        new Facts(
            router.graph(), incoming.request(), incoming.client(), incoming.id(), context.world());
    var plan = router.plan(facts, context.world(), incoming.explained());
    return new ExchangeRun(context, router, incoming, sink, plan, copies, "");
  }

  /// @param copyOf the id of the request that this one is a copy of; empty if it is none
  private ExchangeRun(
      ExchangeContext context,
      Router router,
      IncomingRequest incoming,
      ReplySink sink,
      RoutePlan plan,
      Copies copies,
      String copyOf) {
    this.context = context;
    this.router = router;
    this.incoming = incoming;
    this.sink = sink;
    this.plan = plan;
    this.copies = copies;
    this.retries = new Retries(context.circuitBreakers(), context.pause(), incoming.id());
    this.draft = new TraceDraft(router.graph().name(), incoming, plan, context.world(), copyOf);
  }

  /// Carries it out and records it, also if that fails by a mistake of ours.
  Result recorded() {
    boolean recorded = false;
    try {
      Result result = go();
      recorded = true;
      context.recorder().accept(result.trace());
      return result;
    } finally {
      if (!recorded) {
        context.recorder().accept(draft.trace(500));
      }
    }
  }

  /// The same for a copy, of which nothing is told if no provider was called.
  private void recordedIfCalled() {
    boolean failed = true;
    Trace trace = draft.trace(500);
    try {
      trace = go().trace();
      failed = false;
    } finally {
      Trace last = failed ? draft.trace(500) : trace;
      if (!last.allCalls().isEmpty()) {
        context.recorder().accept(last);
      }
    }
  }

  private Result go() {
    try {
      return walked();
    } catch (Reservations.UnavailableException e) {
      // Budgets that cannot be kept must not be passed.
      String message = String.valueOf(e.getMessage());
      return trouble(ClientError.of(503, ProxyError.STORE_UNAVAILABLE, message), message);
    }
  }

  private Result walked() {
    Move move = plan.next();
    while (true) {
      switch (move) {
        case Move.Call call -> {
          HedgedCall.Ended ended = call(call);
          if (ended.end() instanceof AttemptEnd.Over over) {
            return finished(ended.call(), over);
          }
          move = onward(ended.call(), ended.end());
        }
        case Move.Consult consult -> {
          Consulting.Result result = consult(consult);
          if (result.end().isPresent()) {
            return ended(result.end().get());
          }
          move =
              result.answer().map(plan::consulted).orElseGet(() -> plan.notConsulted(result.why()));
        }
        case Move.Recall recall -> {
          var recalled = new Recalling(context, incoming, client(), plan, router).of(recall);
          if (recalled.given().isPresent()) {
            return recalled(recalled.given().get());
          }
          move = plan.notRecalled(recall.node(), recalled.why());
        }
        case Move.Copy copy -> {
          move =
              copies
                  .run(incoming.id(), incoming.bytes(), () -> copied(copy))
                  .map(plan::notCopied)
                  .orElseGet(plan::next);
        }
        case Move.Skip skip -> {
          draft.passedOver(skip.model(), skip.why());
          move = plan.passOver();
        }
        case Move.Reject reject -> {
          return rejected(reject);
        }
        case Move.End end -> {
          return lastFailure();
        }
      }
    }
  }

  private Result recalled(Recalling.Given given) {
    draft.recalled(given.cached());
    return new Result(draft.trace(given.status()), Optional.empty());
  }

  private Result rejected(Move.Reject reject) {
    String message = reject.message();
    return trouble(ClientError.lasting(reject.status(), ProxyError.REJECTED, message), message);
  }

  private Result lastFailure() {
    var last = draft.last();
    return last.isPresent()
        ? trouble(ClientError.of(last.get(), draft.lastModel()), draft.lastNote())
        : noModelCalled();
  }

  private Result finished(Move.Call call, AttemptEnd.Over over) {
    draft.ended(call.model(), over);
    if (over.status() == 200 && over.attempt().outcome() instanceof Outcome.Answered) {
      over.attempt().usage().ifPresent(plan::answered);
    }
    return new Result(draft.trace(over.status()), Optional.empty());
  }

  private Consulting.Result consult(Move.Consult consult) {
    String id = incoming.id() + "?" + draft.consultations();
    var result =
        new Consulting(context, router, incoming, sink, plan, counted, draft::consulted)
            .of(consult, id);
    result.call().ifPresent(draft::consulted);
    return result;
  }

  /// The request ends with a call for a decision: its client went away, or the program ends.
  private Result ended(AttemptEnd.Over over) {
    String message = over.attempt().message();
    return over.status() == 499
        ? new Result(draft.trace(499), Optional.empty())
        : trouble(ClientError.of(503, ProxyError.SHUTTING_DOWN, message), message);
  }

  private void copied(Move.Copy copy) {
    new ExchangeRun(
            context,
            router,
            incoming.copied(copy.node()),
            ReplySink.NOBODY,
            copy.route(),
            Copies.OF_COPY,
            incoming.id())
        .recordedIfCalled();
  }

  private HedgedCall.Ended call(Move.Call call) {
    boolean retry = retries.isRetry(call.model());
    if (retry && !retries.waited(call.model())) {
      var end = new AttemptEnd.NotAdmitted("the wait before a retry is too long");
      return new HedgedCall.Ended(call, end);
    }
    forecast(call);
    var attempt = attempt(call, retry);
    try {
      return call.hedgeAfter().isPresent()
          ? hedged(new HedgedCall.Entrant(call, attempt), call.hedgeAfter().get())
          : new HedgedCall.Ended(call, attempt.run());
    } catch (RuntimeException e) {
      attempt
          .afterInternalError()
          .ifPresent(draft::attempted); // what it cost is recorded all the same
      throw e;
    }
  }

  private AttemptRun attempt(Move.Call call, boolean retry) {
    String id = incoming.id() + "#" + reserved++;
    var reservation = new AttemptReservation(context.reservations(), id, call.claims(), counted);
    boolean isRetry = retry || retries.isClientRetry(incoming, call.model());
    ReplySink to = KeptAnswer.of(plan.keeping(), client(), context);
    return new AttemptRun(context, router, incoming, to, plan, call, isRetry, reservation);
  }

  private HedgedCall.Ended hedged(HedgedCall.Entrant first, Duration after) {
    try (var attempt = first.attempt()) {
      Optional<AttemptEnd> end = attempt.prepared();
      if (end.isPresent()) {
        return new HedgedCall.Ended(first.call(), end.get());
      }
      var ended = new HedgedCall(context.pause(), new Hedges(first)).run(first, after);
      if (ended.end() instanceof AttemptEnd.Over && ended.call().equals(first.call())) {
        plan.answeredDespiteHedge();
      }
      return ended;
    }
  }

  /// What a hedged call is to this request.
  private final class Hedges implements HedgedCall.Run {
    private final HedgedCall.Entrant first;

    Hedges(HedgedCall.Entrant first) {
      this.first = first;
    }

    @Override
    public Optional<HedgedCall.Entrant> hedge() {
      // The request is counted by the first call, whose reservation is still held.
      first.call().claims().forEach(claim -> counted.add(claim.node()));
      return plan.hedge().flatMap(this::prepared);
    }

    private Optional<HedgedCall.Entrant> prepared(Move.Call call) {
      var attempt = attempt(call, false);
      if (retries.isRetry(call.model()) || attempt.prepared().isPresent()) {
        attempt.close();
        plan.notHedged();
        return Optional.empty();
      }
      return Optional.of(new HedgedCall.Entrant(call, attempt));
    }

    @Override
    public void failed(HedgedCall.Entrant entrant, AttemptEnd.Failed failed) {
      draft.failed(entrant.call().model(), failed.attempt(), failed.losses(), failed.failure());
      retries.failed(entrant.call().model(), failed.failure());
    }

    @Override
    public void lost(Attempt attempt) {
      draft.attempted(attempt);
    }
  }

  /// The client as an answer from the place where the request stands is to be passed to it.
  private ReplySink client() {
    return RestoredAnswer.of(plan.marks(), incoming.request(), sink);
  }

  private void forecast(Move.Call call) {
    if (incoming.explained()) {
      var card = router.card(call.model());
      long tokens = TokenCounter.promptTokens(call.request());
      draft.estimated(Estimate.of(card, call.request(), tokens));
    }
  }

  private Move onward(Move.Call call, AttemptEnd ending) {
    return switch (ending) {
      case AttemptEnd.Over over ->
          throw new IllegalStateException("an answer is no reason to go on");
      case AttemptEnd.Failed failed -> {
        draft.failed(call.model(), failed.attempt(), failed.losses(), failed.failure());
        retries.failed(call.model(), failed.failure());
        yield plan.after(failed.failure());
      }
      case AttemptEnd.NotCalled notCalled -> {
        draft.failed(call.model(), notCalled.attempt(), List.of(), notCalled.failure());
        yield plan.afterNotCalled(notCalled.failure());
      }
      case AttemptEnd.NoRoom noRoom -> plan.over(noRoom.shortage());
      case AttemptEnd.NotAdmitted not -> {
        draft.passedOver(call.model(), not.why());
        yield plan.passOver();
      }
    };
  }

  private Result noModelCalled() {
    String message = "no model can be called: " + draft.skips();
    var wait = soonest();
    var failure =
        wait.isPresent()
            ? Failure.of(FailureClass.RATE_LIMITED, 429, message).withRetryAfter(wait)
            : Failure.of(FailureClass.OVERLOADED, 503, message);
    return trouble(ClientError.of(failure, draft.lastModel()), message);
  }

  /// When the first of the models may be called again, if all providers have stated it.
  private Optional<Duration> soonest() {
    var breakers = context.circuitBreakers();
    var waits = draft.passedOver().stream().map(breakers::statedWait).toList();
    return waits.stream().allMatch(Optional::isPresent)
        ? waits.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /// @param note what is recorded of it
  private Result trouble(ClientError trouble, String note) {
    draft.troubled(note);
    return new Result(draft.trace(trouble.status()), Optional.of(trouble));
  }
}
