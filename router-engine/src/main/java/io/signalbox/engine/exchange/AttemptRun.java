package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// One attempt: holds, asks, passes the answer on, settles. Belongs to one thread.
final class AttemptRun {
  private static final String GONE = "the client went away";
  private static final String STOPPED = "Signalbox was shut down before the answer was whole";

  private final ExchangeContext around;
  private final IncomingRequest inquiry;
  private final ReplySink sink;
  private final RoutePlan itinerary;
  private final Move.Call call;
  private final String graph;
  private final Model model;
  private final ModelCard card;
  private final long begun;
  private final AttemptReservation stake;
  private final AnswerCounter tally;
  private OptionalLong firstToken = OptionalLong.empty();
  private RateLimits limits = RateLimits.NONE;
  private boolean simulated;
  private boolean committed;
  private boolean verbatim;
  private boolean asked;
  private boolean reported;

  private List<String> losses = List.of();

  /// @param stake what it holds
  AttemptRun(
      ExchangeContext around,
      Router router,
      IncomingRequest inquiry,
      ReplySink sink,
      RoutePlan itinerary,
      Move.Call call,
      AttemptReservation stake) {
    this.around = around;
    this.inquiry = inquiry;
    this.sink = sink;
    this.itinerary = itinerary;
    this.call = call;
    this.graph = router.graph().name();
    this.model = call.model();
    this.card = router.card(model);
    this.begun = around.world().nanos();
    this.stake = stake;
    this.tally = new AnswerCounter(card, call.request());
  }

  AttemptEnd run() {
    var provider = around.providers().apply(model.provider());
    var dialect = provider.flatMap(each -> around.dialects().apply(each.dialect()));
    if (provider.isEmpty() || dialect.isEmpty()) {
      String message = "no provider " + model.provider() + " is installed";
      return unasked(Failure.of(FailureClass.MODEL_NOT_FOUND, 0, message));
    }
    return switch (around.keys().apply(model)) {
      case ExchangeContext.Key.Found found ->
          held(new Target(provider.get(), dialect.get(), Optional.of(found.secret())));
      case ExchangeContext.Key.None none ->
          held(new Target(provider.get(), dialect.get(), Optional.empty()));
      case ExchangeContext.Key.Missing missing ->
          unasked(Failure.of(FailureClass.UNAUTHORIZED, 0, missing.mend()));
      case ExchangeContext.Key.Unconfirmed unconfirmed ->
          unasked(Failure.of(FailureClass.UNAUTHORIZED, 0, unconfirmed.mend()));
    };
  }

  /// Who is asked.
  private record Target(Provider provider, ProviderDialect dialect, Optional<Secret> key) {}

  /// What we lack ourselves says nothing about the model, so its health does not hear of it.
  private AttemptEnd unasked(Failure failure) {
    var attempt =
        attempt(new Outcome.Failed(failure.kind(), false), 0, Cost.NONE, failure.message());
    return new AttemptEnd.Unasked(attempt, failure);
  }

  private AttemptEnd held(Target target) {
    try (stake) {
      var noRoom = stake.hold(model.id(), card, call.request(), model.params());
      if (noRoom.isPresent()) {
        return new AttemptEnd.NoRoom(noRoom.get());
      }
      var closed = around.wellness().admit(model, call.retry(), itinerary.hasAlternative());
      return closed.isPresent() ? new AttemptEnd.NotAdmitted(closed.get()) : admitted(target);
    }
  }

  /// Whoever was admitted is reported on, once and whatever happens.
  private AttemptEnd admitted(Target target) {
    try {
      return ask(target);
    } finally {
      if (!reported) {
        around.wellness().cancelled(model);
      }
    }
  }

  private AttemptEnd ask(Target target) {
    Provider provider = target.provider();
    ProviderCall written = target.dialect().write(plan(provider));
    losses = written.losses();
    var upstreamCall =
        new UpstreamCall(
            model.id(),
            provider,
            model.url().orElse(provider.baseUrl()),
            target.key(),
            target.dialect(),
            written,
            call.request(),
            card,
            deadlines(),
            sink::silent);
    asked = true;
    stake.asked();
    return switch (around.upstream().ask(upstreamCall)) {
      case UpstreamAnswer.Failed no -> {
        limits = no.limits();
        yield failed(no.failure());
      }
      case UpstreamAnswer.Arriving arriving -> {
        limits = arriving.limits();
        simulated = arriving.simulated();
        try (arriving) {
          yield pump(arriving, written.verbatim() && !simulated);
        } catch (IOException e) {
          yield left(true);
        }
      }
    };
  }

  /// An answer that comes whole has no first token to wait for; there only the total counts.
  private UpstreamCall.Deadlines deadlines() {
    var usual = around.deadlines();
    return call.request().stream()
        ? usual.tightened(call.firstToken(), call.total())
        : usual.tightened(Optional.of(call.total().orElse(usual.total())), call.total());
  }

  private CallPlan plan(Provider provider) {
    var spoken = inquiry.original().filter(body -> body.dialect().equals(provider.dialect()));
    return new CallPlan(
        call.request(),
        spoken.filter(body -> !call.rewritten()).map(IncomingRequest.Original::body),
        model.model(),
        model.params(),
        provider.quirks(),
        card.maxOutputTokens().orElse(0),
        spoken.isPresent() ? inquiry.client().headers() : Map.of(),
        card.abilities().contains(Ability.REASONING));
  }

  private AttemptEnd pump(UpstreamAnswer.Arriving answer, boolean verbatim) throws IOException {
    var early = new ArrayList<UpstreamAnswer.Piece>();
    for (var next = answer.next(); next.isPresent(); next = answer.next()) {
      UpstreamAnswer.Piece piece = next.get();
      var failure = tally.take(piece.events()).or(this::filteredAway);
      if (failure.isPresent()) {
        return committed ? broken(failure.get()) : failed(failure.get());
      }
      if (!committed && piece.hasContent()) {
        // Without bytes of its own the answer can only be written anew.
        boolean itself = verbatim && piece.raw().length > 0;
        var untold = itself ? Optional.<Failure>empty() : untold(piece);
        if (untold.isPresent()) {
          return failed(untold.get());
        }
        commit(early, itself);
      }
      if (committed) {
        pass(piece);
      } else {
        early.add(piece);
      }
    }
    return committed ? answered() : failed(emptyAnswer());
  }

  private Optional<Failure> untold(UpstreamAnswer.Piece piece) {
    return call.request().stream()
        ? Optional.empty()
        : sink.objection(piece.events()).map(why -> Failure.of(FailureClass.INTERRUPTED, 200, why));
  }

  private Optional<Failure> filteredAway() {
    boolean caught = tally.filtered() && itinerary.catches(FailureClass.CONTENT_FILTERED);
    return caught && !committed
        ? Optional.of(
            Failure.of(FailureClass.CONTENT_FILTERED, 200, "the provider's filter ended it"))
        : Optional.empty();
  }

  private static Failure emptyAnswer() {
    return Failure.of(FailureClass.INTERRUPTED, 200, "the answer ended before it began");
  }

  private void commit(List<UpstreamAnswer.Piece> early, boolean verbatim) throws IOException {
    committed = true;
    this.verbatim = verbatim;
    firstToken = OptionalLong.of(millis());
    sink.begin(
        new ReplySink.Beginning(
            graph, model.id(), itinerary.path(), itinerary.calls(), verbatim, simulated));
    for (UpstreamAnswer.Piece piece : early) {
      pass(piece);
    }
  }

  private void pass(UpstreamAnswer.Piece piece) throws IOException {
    sink.take(verbatim ? piece.events() : tally.credible(piece.events()), piece.raw());
  }

  private AttemptEnd answered() {
    Attempt attempt = settled();
    try {
      sink.end(new ReplySink.Ending(tally.reported(), attempt));
      return new AttemptEnd.Over(attempt, 200, losses);
    } catch (IOException e) {
      return sink.finished()
          ? new AttemptEnd.Over(attempt, 200, losses)
          : new AttemptEnd.Over(
              attempt(new Outcome.Answered(), 200, attempt.cost(), GONE), 499, losses);
    }
  }

  private Attempt settled() {
    boolean scripted = simulated && tally.isEmpty();
    Cost cost = scripted ? Cost.NONE : tally.cost();
    stake.settle(cost, scripted ? 0 : tally.usage().totalTokens());
    reported = true;
    around.wellness().answered(model, Duration.ofMillis(firstToken.orElse(millis())), limits);
    return attempt(new Outcome.Answered(), 200, cost, "");
  }

  private AttemptEnd broken(Failure failure) {
    if (Thread.currentThread().isInterrupted()) {
      return left(true);
    }
    Attempt attempt = lost(failure);
    try {
      sink.broken(failure);
      // A stream has begun with 200; an answer that comes whole has not been sent at all.
      int status = call.request().stream() ? 200 : ClientError.of(failure, "").status();
      return new AttemptEnd.Over(attempt, status, losses);
    } catch (IOException e) {
      return new AttemptEnd.Over(attempt, 499, losses);
    }
  }

  private AttemptEnd failed(Failure failure) {
    return Thread.currentThread().isInterrupted()
        ? left(failure.billed())
        : new AttemptEnd.Failed(lost(failure), failure, losses);
  }

  private Attempt lost(Failure failure) {
    Cost cost = costOfLoss(failure.billed());
    reported = true;
    around.wellness().failed(model, failure, limits, fingerprint(failure));
    var note = FailureNote.of(failure, model.provider(), call.request());
    var outcome = new Outcome.Failed(failure.kind(), true, note.code());
    return attempt(outcome, failure.status(), cost, note.message());
  }

  /// The same request sent again is no second one. Of no use but where a model is not found, and
  /// not worked out elsewhere.
  private String fingerprint(Failure failure) {
    return failure.kind() == FailureClass.MODEL_NOT_FOUND
        ? Integer.toHexString(Objects.hash(call.request().messages(), call.request().tools()))
        : "";
  }

  /// The client went away. If it has seen the finish of its stream, it has the whole answer:
  /// clients hang up on the last event without waiting for the end of the body.
  private AttemptEnd left(boolean billed) {
    if (sink.finished()) {
      return new AttemptEnd.Over(settled(), 200, losses);
    }
    return sink.isStopping() ? stopped(billed) : cancelled(billed);
  }

  /// The program ends, and with it an answer that its client waits for.
  private AttemptEnd stopped(boolean billed) {
    Cost cost = costOfLoss(billed);
    reported = true;
    around.wellness().cancelled(model);
    var attempt = attempt(new Outcome.Cancelled(), 503, cost, STOPPED);
    try {
      sink.broken(Failure.of(FailureClass.INTERRUPTED, 503, STOPPED));
      return new AttemptEnd.Over(attempt, 503, losses);
    } catch (IOException e) {
      return new AttemptEnd.Over(attempt, 499, losses);
    }
  }

  private AttemptEnd cancelled(boolean billed) {
    Cost cost = costOfLoss(billed);
    reported = true;
    around.wellness().cancelled(model);
    return new AttemptEnd.Over(attempt(new Outcome.Cancelled(), 499, cost, GONE), 499, losses);
  }

  /// What came is counted; of what may have been charged for without coming, the prompt.
  private Cost costOfLoss(boolean billed) {
    if (tally.isEmpty() && !billed) {
      stake.release();
      return Cost.NONE;
    }
    Cost cost = tally.cost();
    stake.settle(cost, tally.usage().totalTokens());
    return cost;
  }

  /// What is known of an attempt that ended by a mistake of ours; empty if nobody was asked.
  Optional<Attempt> wreck() {
    if (!asked) {
      return Optional.empty();
    }
    Cost cost = tally.cost();
    String message = "a mistake of Signalbox ended it; its log says which";
    return Optional.of(attempt(new Outcome.Failed(FailureClass.INTERRUPTED), 0, cost, message));
  }

  private Attempt attempt(Outcome outcome, int status, Cost cost, String message) {
    Optional<Usage> usage = cost.lines().isEmpty() ? Optional.empty() : Optional.of(tally.usage());
    return new Attempt(
        model.id(),
        model.provider(),
        model.model(),
        outcome,
        status,
        millis(),
        firstToken,
        usage,
        cost,
        message,
        simulated);
  }

  private long millis() {
    return (around.world().nanos() - begun) / 1_000_000;
  }
}
