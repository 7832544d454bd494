package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.exchange.answer.SameDialectOnly;
import io.signalbox.engine.exchange.operation.OperationFit;
import io.signalbox.engine.exchange.toolcalls.RestoredThoughts;
import io.signalbox.engine.exchange.toolcalls.ReturningAnswer;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.OtherCalls;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.route.client.Continued;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One attempt: reserves, calls the provider, passes the answer on through the [CommitPoint], and
/// ends. What it comes to is worked out by its [AttemptSettlement]. Belongs to one thread.
final class AttemptRun implements AutoCloseable {
  private static final String GONE = "the client closed the connection";
  private static final String STOPPED = "Signalbox was shut down before the answer was complete";

  private final ExchangeContext context;
  private final IncomingRequest incoming;
  private final ReplySink sink;
  private final OtherCalls others;
  private final Move.Call call;
  private final String graph;
  private final Model model;
  private final ModelCard card;
  private final boolean retry;
  private final AttemptReservation reservation;
  private final OutgoingRequest outgoing;
  private final ServedModel served;
  private final AnswerCounter counter;
  private final AttemptSettlement settlement;
  private Optional<Duration> trial = Optional.empty();
  private List<String> losses = List.of();
  private final boolean prefilled;
  private boolean verbatim;
  private Optional<ReturningAnswer> returning = Optional.empty();
  private Optional<CommitPoint> passing = Optional.empty();
  private Optional<UpstreamCall> prepared = Optional.empty();

  /// @param retry whether a call of the request has failed at the same bucket
  /// @param reservation what it holds
  AttemptRun(
      ExchangeContext context,
      Router router,
      IncomingRequest incoming,
      ReplySink sink,
      OtherCalls others,
      Move.Call call,
      boolean retry,
      AttemptReservation reservation) {
    this.context = context;
    this.incoming = incoming;
    this.others = others;
    this.call = call;
    this.graph = router.graph().name();
    this.model = call.model();
    this.card = router.card(model);
    this.prefilled = Continuation.isPrefilled(call.request(), model, card);
    this.sink = Continuation.of(sink, call, prefilled, context.providers());
    this.retry = retry;
    this.reservation = reservation;
    var restored = new RestoredThoughts(context.world(), incoming.client().app(), model);
    var continued = incoming.continued(context.world());
    this.outgoing = new OutgoingRequest(incoming, call, card, restored, continued);
    this.served = new ServedModel(router, model);
    long answers = SameDialectOnly.allAnswers(call.request(), model.params());
    this.counter = new AnswerCounter(served, call.request(), answers);
    this.settlement = new AttemptSettlement(context, model, call.request(), reservation, counter);
  }

  /// Makes the whole attempt on the calling thread.
  AttemptEnd run() {
    try (this) {
      return prepared().orElseGet(() -> finish(ask()));
    }
  }

  /// Reserves what the call may cost and asks the circuit breaker; how the attempt ended if no
  /// provider is to be called.
  Optional<AttemptEnd> prepared() {
    var provider = context.providers().apply(model.provider());
    var dialect =
        provider.flatMap(
            each -> context.dialects().apply(OutgoingRequest.dialect(each, model, incoming)));
    if (provider.isEmpty() || dialect.isEmpty()) {
      String message = "provider " + model.provider() + " is not installed";
      return notCalled(Failure.of(FailureClass.MODEL_NOT_FOUND, 0, message));
    }
    var spoken = OperationFit.dialect(call.request(), dialect.get(), context.dialects());
    var objection = OperationFit.objection(call.request(), model, card, spoken);
    if (objection.isPresent() || spoken.isEmpty()) {
      return objection.flatMap(this::notCalled);
    }
    if (!outgoing.mayBeOwn(spoken.get().id()) && notKept().isPresent()) {
      return notKept();
    }
    return switch (context.keys().apply(model)) {
      case ExchangeContext.Key.Found found ->
          reserved(new Target(provider.get(), spoken.get(), Optional.of(found.secret())));
      case ExchangeContext.Key.None none ->
          reserved(new Target(provider.get(), spoken.get(), Optional.empty()));
      case ExchangeContext.Key.Missing missing ->
          notCalled(Failure.of(FailureClass.UNAUTHORIZED, 0, missing.fix()));
      case ExchangeContext.Key.Unconfirmed unconfirmed ->
          notCalled(Failure.of(FailureClass.UNAUTHORIZED, 0, unconfirmed.fix()));
    };
  }

  /// Who is called.
  private record Target(Provider provider, ProviderDialect dialect, Optional<Secret> key) {}

  private Optional<AttemptEnd> notCalled(Failure failure) {
    return Optional.of(new AttemptEnd.NotCalled(settlement.notCalled(failure), failure));
  }

  private Optional<AttemptEnd> reserved(Target target) {
    var set = SetMembers.of(call.request(), model, target.dialect());
    var refused = reservation.hold(model, card, call.request(), set.params());
    if (refused.isPresent()) {
      return refused;
    }
    return switch (context.circuitBreakers().admit(model, retry, others.hasAlternative())) {
      case Admission.Refused no -> Optional.of(new AttemptEnd.NotAdmitted(no.why()));
      case Admission.Admitted yes -> {
        settlement.admitted(yes.permit());
        trial = yes.permit().trial().filter(time -> others.hasAlternative());
        write(target, set);
        yield verbatim
            ? Optional.empty()
            : notKept()
                .or(() ->
                    SameDialectOnly.objection(call.request(), model.id()).flatMap(this::notCalled));
      }
    };
  }

  private Optional<AttemptEnd> notKept() {
    return outgoing.continued().incomplete().map(AttemptEnd.NotKept::new);
  }

  private void write(Target target, SetMembers set) {
    var planned = outgoing.at(target.provider(), target.dialect(), set.params());
    ProviderCall written = target.dialect().write(planned.plan());
    settlement.written(target.dialect().id());
    returning = Optional.of(new ReturningAnswer(planned.calls(), target.dialect()::wantedBack));
    losses = new ArrayList<>(set.losses());
    losses.addAll(planned.losses());
    losses.addAll(written.losses());
    verbatim = written.verbatim();
    prepared = Optional.of(upstreamCall(target, written));
  }

  /// Calls the provider and waits until its answer begins; an interrupt gives the call up.
  UpstreamAnswer ask() {
    settlement.called();
    return context.upstream().ask(prepared.orElseThrow());
  }

  /// Passes the answer on to the client.
  AttemptEnd finish(UpstreamAnswer answer) {
    return KeptAnswer.over(sink, end(answer));
  }

  private AttemptEnd end(UpstreamAnswer answer) {
    return switch (answer) {
      case UpstreamAnswer.Failed no -> {
        settlement.refused(no);
        yield failed(no.failure());
      }
      case UpstreamAnswer.Arriving arriving -> {
        settlement.responded(arriving.limits(), arriving.simulated());
        try (arriving) {
          yield passOn(arriving, commitPoint(verbatim && !arriving.simulated()));
        } catch (IOException e) {
          yield givenUp(true);
        }
      }
    };
  }

  /// It is given up; how long its provider has been called for.
  Duration stopped() {
    return settlement.stopped();
  }

  /// The answer is not wanted any more; what this call cost is known all the same.
  Attempt lost(UpstreamAnswer answer, HedgedCall.Loss why) {
    return settlement.lost(answer, why);
  }

  /// Leaves nothing held and nothing unreported, however the attempt ended.
  @Override
  public void close() {
    try (reservation) {
      settlement.reportAnyway();
    }
  }

  private UpstreamCall upstreamCall(Target target, ProviderCall written) {
    return new UpstreamCall(
        model.id(),
        target.provider(),
        model.url().orElse(target.provider().baseUrl()),
        target.key(),
        target.dialect(),
        written,
        call.request(),
        card,
        outgoing.deadlines(context.deadlines(), trial),
        sink::silent);
  }

  private CommitPoint commitPoint(boolean providerBytes) {
    boolean streamed = call.request().stream();
    return new CommitPoint(sink, others, counter, this::firstContent, streamed, providerBytes);
  }

  private ReplySink.Beginning firstContent(boolean verbatim) {
    settlement.firstContent();
    return new ReplySink.Beginning(
            graph,
            model.id(),
            others.path(),
            others.experiments().stream().map(step -> step.experiment() + "=" + step.to()).toList(),
            others.calls(),
            verbatim,
            settlement.simulated())
        .by(Continued.keeperOf(model));
  }

  private AttemptEnd passOn(UpstreamAnswer.Arriving answer, CommitPoint commitPoint)
      throws IOException {
    passing = Optional.of(commitPoint);
    for (var next = answer.next(); next.isPresent(); next = answer.next()) {
      var failure = commitPoint.take(returning.orElseThrow().take(next.get()));
      if (failure.isPresent()) {
        return commitPoint.isCommitted() ? brokenOff(failure.get()) : failed(failure.get());
      }
    }
    if (!commitPoint.isCommitted()) {
      return failed(interrupted("the answer ended before its first token"));
    }
    return counter.finished()
        ? answered()
        : brokenOff(interrupted("the answer ended without being finished"));
  }

  private static Failure interrupted(String message) {
    return Failure.of(FailureClass.INTERRUPTED, 200, message);
  }

  private AttemptEnd answered() {
    Attempt attempt = wholeAnswer();
    try {
      sink.end(new ReplySink.Ending(counter.reported(), attempt));
      settlement.learn(card, served, outgoing.continued().incomplete().isEmpty());
      return over(attempt, 200);
    } catch (IOException e) {
      return sink.finished()
          ? over(attempt, 200)
          : over(settlement.missed(attempt, 499, GONE), 499);
    }
  }

  private Attempt wholeAnswer() {
    Attempt attempt = settlement.answered();
    if (!settlement.simulated()) {
      returning.orElseThrow().remember(context.world(), incoming.client().app(), model.provider());
    }
    attempt.usage().ifPresent(usage -> others.answered(model, usage));
    return attempt;
  }

  private AttemptEnd failed(Failure failure) {
    return Thread.currentThread().isInterrupted()
        ? givenUp(failure.billed())
        : new AttemptEnd.Failed(settlement.failed(failure), failure, allLosses());
  }

  private List<String> allLosses() {
    var all = new ArrayList<>(losses);
    passing.ifPresent(answer -> all.addAll(answer.losses()));
    served.note().ifPresent(all::add);
    return all;
  }

  private AttemptEnd brokenOff(Failure failure) {
    if (Thread.currentThread().isInterrupted()) {
      return givenUp(true);
    }
    if (sink.canGoOn(call.request()) && !counter.finished()) {
      return new AttemptEnd.BrokenOff(settlement.failed(failure), failure, allLosses());
    }
    // A stream has begun with 200; an answer that comes whole has not been sent at all.
    int status = call.request().stream() ? 200 : ClientError.of(failure, "").status();
    return told(settlement.failed(failure), failure, status);
  }

  /// The client went away, or the program ends. A client that has seen the finish of its stream has
  /// the whole answer: clients disconnect at the last event without waiting for the end of the
  /// body.
  private AttemptEnd givenUp(boolean billed) {
    if (sink.finished()) {
      return over(wholeAnswer(), 200);
    }
    return sink.isStopping()
        ? told(
            settlement.cancelled(billed, 503, STOPPED),
            Failure.of(FailureClass.INTERRUPTED, 503, STOPPED),
            503)
        : over(settlement.cancelled(billed, 499, GONE), 499);
  }

  /// Reports to the client why its answer was interrupted.
  private AttemptEnd told(Attempt attempt, Failure failure, int status) {
    try {
      sink.broken(failure);
      return over(attempt, status);
    } catch (IOException e) {
      return over(attempt, 499);
    }
  }

  private AttemptEnd over(Attempt attempt, int status) {
    return new AttemptEnd.Over(attempt, status, allLosses());
  }

  /// What is known of an attempt that ended by a mistake of ours; empty if no provider was called.
  Optional<Attempt> afterInternalError() {
    return settlement.afterInternalError();
  }
}
