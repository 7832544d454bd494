package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Facts;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One request in progress. Belongs to one thread.
final class ExchangeRun {
  private final ExchangeContext context;
  private final Router router;
  private final IncomingRequest incoming;
  private final ReplySink sink;
  private final Optional<ResumableReply> resumable;
  private final RoutePlan plan;
  private final Copies copies;
  private final TraceDraft draft;
  private final AnswerCalls calls;
  private final ErrorResults errors;
  private final PairedTexts texts;
  private final Supplier<List<String>> promises;

  /// How the answer broke off that the client has a part of.
  private Optional<AttemptEnd.BrokenOff> broken = Optional.empty();

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
                router.graph(),
                incoming.request(),
                incoming.client(),
                incoming.id(),
                context.world())
            .continuing(incoming.continued(context.world()));
    var plan = router.plan(facts, context.world(), incoming.explained());
    return new ExchangeRun(
        context,
        router,
        incoming,
        sink,
        plan,
        copies,
        "",
        Optional.of(facts),
        () -> router.promisesAbout(facts));
  }

  /// @param copyOf the id of the request that this one is a copy of; empty if it is none
  /// @param asked the request as it came; empty for a copy
  /// @param promises the names of the promises that are about it
  private ExchangeRun(
      ExchangeContext context,
      Router router,
      IncomingRequest incoming,
      ReplySink sink,
      RoutePlan plan,
      Copies copies,
      String copyOf,
      Optional<Facts> asked,
      Supplier<List<String>> promises) {
    this.context = context;
    this.router = router;
    this.incoming = incoming;
    this.resumable =
        copyOf.isEmpty() ? ResumableReply.of(router, incoming.request(), sink) : Optional.empty();
    this.sink = resumable.<ReplySink>map(each -> each).orElse(sink);
    this.plan = plan;
    this.copies = copies;
    this.promises = promises;
    this.draft =
        new TraceDraft(router.graph().name(), incoming, plan, context.world(), copyOf, promises);
    String original = copyOf.isEmpty() ? incoming.id() : copyOf;
    this.texts = new PairedTexts(context, router, plan, original, incoming.client(), asked);
    this.calls = new AnswerCalls(context, router, incoming, this.sink, plan, draft, counted, texts);
    this.errors = new ErrorResults(draft, context.circuitBreakers());
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
      return errors.unavailable(e);
    }
  }

  /// What follows a move.
  private sealed interface Next {
    record Onward(Move move) implements Next {}

    record Finished(Result result) implements Next {}
  }

  private Result walked() {
    Move move = plan.next();
    while (true) {
      switch (done(move)) {
        case Next.Onward onward -> move = onward.move();
        case Next.Finished finished -> {
          return finished.result();
        }
      }
    }
  }

  private Next done(Move move) {
    return switch (move) {
      case Move.Call call -> called(call);
      case Move.Consult consult -> consulted(consult);
      case Move.Recall recall -> recalled(recall);
      case Move.Copy copy -> new Next.Onward(copied(copy));
      case Move.Skip skip -> new Next.Onward(passedOver(skip));
      case Move.Reject reject ->
          new Next.Finished(broken.map(this::brokenOff).orElseGet(() -> errors.rejected(reject)));
      case Move.End end ->
          new Next.Finished(broken.map(this::brokenOff).orElseGet(errors::lastFailure));
    };
  }

  private Next called(Move.Call call) {
    HedgedCall.Ended ended = calls.made(call);
    return switch (ended.end()) {
      case AttemptEnd.Over over -> new Next.Finished(finished(ended.call(), over));
      case AttemptEnd.BrokenOff off -> new Next.Onward(goingOn(ended.call(), off));
      case AttemptEnd.Failed failed -> new Next.Onward(calls.onward(ended.call(), failed));
      case AttemptEnd.NotCalled not -> new Next.Onward(calls.onward(ended.call(), not));
      case AttemptEnd.NoRoom noRoom -> new Next.Onward(calls.onward(ended.call(), noRoom));
      case AttemptEnd.NotAdmitted not -> new Next.Onward(calls.onward(ended.call(), not));
      case AttemptEnd.NotKept not -> new Next.Onward(calls.onward(ended.call(), not));
    };
  }

  private Move goingOn(Move.Call call, AttemptEnd.BrokenOff off) {
    broken = Optional.of(off);
    ResumableReply reply = resumable.orElseThrow();
    reply.brokenOff(off.attempt().usage());
    return calls.goingOn(call, off, reply.said());
  }

  /// Nobody goes on with the answer: its client is told how it broke off.
  private Result brokenOff(AttemptEnd.BrokenOff off) {
    draft.troubled(off.attempt().message());
    try {
      sink.broken(off.failure());
      return new Result(draft.trace(200), Optional.empty());
    } catch (IOException e) {
      return new Result(draft.trace(499), Optional.empty());
    }
  }

  private Result finished(Move.Call call, AttemptEnd.Over over) {
    draft.ended(call.model(), over);
    texts.ended(call, over);
    return new Result(draft.trace(over.status()), Optional.empty());
  }

  private Next consulted(Move.Consult consult) {
    String id = incoming.id() + "?" + draft.consultations();
    var result =
        new Consulting(context, router, incoming, sink, plan, counted, draft::consulted)
            .of(consult, id);
    result.call().ifPresent(draft::consulted);
    if (result.end().isPresent()) {
      return new Next.Finished(errors.givenUp(result.end().get()));
    }
    return new Next.Onward(
        result
            .answer()
            .map(answer -> plan.consulted(answer, result.isReal()))
            .orElseGet(() -> plan.notConsulted(result.why())));
  }

  private Next recalled(Move.Recall recall) {
    ReplySink client = RestoredAnswer.of(plan.marks(), incoming.request(), sink);
    var recalled = new Recalling(context, incoming, client, plan, router).of(recall);
    return recalled
        .given()
        .<Next>map(given -> new Next.Finished(given(given)))
        .orElseGet(() -> new Next.Onward(plan.notRecalled(recall.node(), recalled.why())));
  }

  private Result given(Recalling.Given given) {
    draft.recalled(given.cached());
    return new Result(draft.trace(given.status()), Optional.empty());
  }

  private Move passedOver(Move.Skip skip) {
    draft.passedOver(skip.model(), skip.why());
    return plan.passOver();
  }

  private Move copied(Move.Copy copy) {
    List<String> about = promises.get(); // now: the copy is made by another thread
    Optional<String> obstacle =
        copies.run(incoming.id(), incoming.bytes(), () -> ofCopy(copy, about).recordedIfCalled());
    if (obstacle.isPresent()) {
      return plan.notCopied(obstacle.get());
    }
    texts.copiedBy(copy.node());
    return plan.next();
  }

  private ExchangeRun ofCopy(Move.Copy copy, List<String> about) {
    var run =
        new ExchangeRun(
            context,
            router,
            incoming.copied(copy.node()),
            ReplySink.NOBODY,
            copy.route(),
            Copies.OF_COPY,
            incoming.id(),
            Optional.empty(),
            () -> about);
    run.texts.copiedBy(copy.node());
    return run;
  }
}
