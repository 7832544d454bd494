package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The calls for the answer of one request: a retry is waited for, a silent model is hedged where
/// the graph wishes so, and what came of each is noted. Belongs to one thread.
final class AnswerCalls {
  private static final AttemptEnd TOO_LONG =
      new AttemptEnd.NotAdmitted("the wait before a retry is too long");

  private final ExchangeContext context;
  private final Router router;
  private final IncomingRequest incoming;
  private final ReplySink sink;
  private final RoutePlan plan;
  private final TraceDraft draft;
  private final Set<String> counted;
  private final PairedTexts texts;
  private final Retries retries;
  private int reserved; // counts attempts for the names of their reservations

  /// @param counted budgets and limits that have counted the request
  /// @param texts hears the answers
  AnswerCalls(
      ExchangeContext context,
      Router router,
      IncomingRequest incoming,
      ReplySink sink,
      RoutePlan plan,
      TraceDraft draft,
      Set<String> counted,
      PairedTexts texts) {
    this.texts = texts;
    this.context = context;
    this.router = router;
    this.incoming = incoming;
    this.sink = sink;
    this.plan = plan;
    this.draft = draft;
    this.counted = counted;
    this.retries = new Retries(context.circuitBreakers(), context.pause(), incoming.id());
  }

  /// Calls a model, and perhaps the next one beside it.
  HedgedCall.Ended made(Move.Call call) {
    return retries.isRetry(call.model())
        ? retries
            .waited(call.model(), call.total())
            .map(wait -> made(call.after(wait), true))
            .orElseGet(() -> new HedgedCall.Ended(call, TOO_LONG))
        : made(call, false);
  }

  private HedgedCall.Ended made(Move.Call call, boolean retry) {
    forecast(call);
    var attempt = attempt(call, retry);
    return call.hedgeAfter().isPresent()
        ? hedged(new HedgedCall.Entrant(call, attempt, call.hedgeAfter().get()))
        : new HedgedCall.Ended(call, alone(attempt));
  }

  private AttemptEnd alone(AttemptRun attempt) {
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      attempt
          .afterInternalError()
          .ifPresent(draft::attempted); // what it cost is recorded all the same
      throw e;
    }
  }

  /// A call beside one that has been silent for so long; its provider has not been asked yet.
  HedgedCall.Entrant beside(Move.Call call, Duration silence) {
    var p95 = context.world().health(call.model()).p95FirstToken();
    Duration usual = p95.filter(time -> time.compareTo(silence) > 0).orElse(silence);
    return new HedgedCall.Entrant(call, attempt(call, false), usual);
  }

  /// Whether a call would follow a failed one at the same bucket.
  boolean isRetry(Move.Call call) {
    return retries.isRetry(call.model());
  }

  /// Notes a call that failed.
  void failed(Move.Call call, AttemptEnd.Failed failed) {
    draft.failed(call.model(), failed.attempt(), failed.losses(), failed.failure());
    retries.failed(call.model(), failed.failure());
  }

  /// Where the route goes on after an answer that broke off.
  ///
  /// @param said what the client has read
  Move goingOn(Move.Call call, AttemptEnd.BrokenOff broken, String said) {
    draft.brokenOff(call.model(), broken);
    retries.failed(call.model(), broken.failure());
    return plan.afterBroken(broken.failure(), said);
  }

  /// Where the route goes on after a call that did not answer.
  Move onward(Move.Call call, AttemptEnd ending) {
    return switch (ending) {
      case AttemptEnd.Over over ->
          throw new IllegalStateException("an answer is no reason to go on");
      case AttemptEnd.BrokenOff broken ->
          throw new IllegalStateException("nobody has read the answer");
      case AttemptEnd.Failed failed -> {
        failed(call, failed);
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
      case AttemptEnd.NotKept not -> {
        draft.notKept(call.model(), not.failure());
        yield plan.passOver();
      }
    };
  }

  private void forecast(Move.Call call) {
    if (incoming.explained()) {
      var card = router.card(call.model());
      draft.estimated(Estimate.of(card, call.request(), card.promptTokens(call.request())));
    }
  }

  private AttemptRun attempt(Move.Call call, boolean retry) {
    String id = incoming.id() + "#" + reserved++;
    var reservation =
        new AttemptReservation(context.reservations(), context.plans(), id, call.claims(), counted);
    boolean isRetry = retry || retries.isClientRetry(incoming, call.model());
    ReplySink client = RestoredAnswer.of(plan.marks(), incoming.request(), sink);
    ReplySink to = KeptAnswer.of(plan.keeping(), texts.of(call, client), context);
    return new AttemptRun(context, router, incoming, to, plan, call, isRetry, reservation);
  }

  private HedgedCall.Ended hedged(HedgedCall.Entrant first) {
    try (var attempt = first.attempt()) {
      var end = attempt.prepared();
      if (end.isPresent()) {
        return new HedgedCall.Ended(first.call(), end.get());
      }
      var hedges = new Hedges(this, plan, draft, first, counted);
      var ended = new HedgedCall(context.pause(), hedges).run(first);
      if (ended.call().equals(first.call())) {
        plan.endedBeforeHedge();
      }
      return ended;
    }
  }
}
