package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.route.Facts;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One request in progress. Belongs to one thread.
final class ExchangeRun {
  private static final int LONGEST_NAME = 200;

  private final ExchangeContext context;
  private final Router router;
  private final IncomingRequest incoming;
  private final ReplySink sink;
  private final RoutePlan plan;
  private final Copies copies;
  private final String copyOf;
  private final RetryWait wait;
  private final Instant at;
  private final long begun;

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Trace.Consulted> consulted = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();

  /// Budgets and limits that have counted this request.
  private final Set<String> counted = new HashSet<>();

  private Optional<Failure> last = Optional.empty();
  private String lastNote = "";
  private String lastModel = "";
  private Optional<Estimate> estimate = Optional.empty();
  private OptionalLong firstToken = OptionalLong.empty();
  private String error = "";

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
    this.copyOf = copyOf;
    this.wait = new RetryWait(context.pause());
    this.at = context.world().now();
    this.begun = context.world().nanos();
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
        context.recorder().accept(trace(500));
      }
    }
  }

  /// The same for a copy, of which nothing is told if no provider was called.
  private void recordedIfCalled() {
    boolean failed = true;
    Trace trace = trace(500);
    try {
      trace = go().trace();
      failed = false;
    } finally {
      Trace last = failed ? trace(500) : trace;
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
          AttemptEnd ending = call(call);
          if (ending instanceof AttemptEnd.Over over) {
            return finished(call, over);
          }
          move = onward(call, ending);
        }
        case Move.Consult consult -> {
          Consulting.Result result = consult(consult);
          if (result.end().isPresent()) {
            return ended(result.end().get());
          }
          move =
              result.answer().map(plan::consulted).orElseGet(() -> plan.notConsulted(result.why()));
        }
        case Move.Copy copy -> {
          move =
              copies
                  .run(incoming.id(), incoming.bytes(), () -> copied(copy))
                  .map(plan::notCopied)
                  .orElseGet(plan::next);
        }
        case Move.Skip skip -> {
          passOver(skip.model(), skip.why());
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

  private Result rejected(Move.Reject reject) {
    String message = reject.message();
    return trouble(ClientError.lasting(reject.status(), ProxyError.REJECTED, message), message);
  }

  private Result lastFailure() {
    return last.isPresent()
        ? trouble(ClientError.of(last.get(), lastModel), lastNote)
        : noModelCalled();
  }

  private Result finished(Move.Call call, AttemptEnd.Over over) {
    attempts.add(over.attempt());
    losses.addAll(over.losses());
    lastModel = call.model().id();
    error = over.attempt().message();
    if (over.attempt().firstTokenMillis().isPresent()) {
      long before = millisSince(begun) - over.attempt().millis();
      firstToken = OptionalLong.of(before + over.attempt().firstTokenMillis().getAsLong());
    }
    return new Result(trace(over.status()), Optional.empty());
  }

  private Consulting.Result consult(Move.Consult consult) {
    String id = incoming.id() + "?" + consulted.size();
    var result =
        new Consulting(context, router, incoming, sink, plan, counted, consulted::add)
            .of(consult, id);
    result.call().ifPresent(consulted::add);
    return result;
  }

  /// The request ends with a call for a decision: its client went away, or the program ends.
  private Result ended(AttemptEnd.Over over) {
    String message = over.attempt().message();
    return over.status() == 499
        ? new Result(trace(499), Optional.empty())
        : trouble(ClientError.of(503, ProxyError.SHUTTING_DOWN, message), message);
  }

  private void copied(Move.Copy copy) {
    var run =
        new ExchangeRun(
            context,
            router,
            incoming.copied(copy.node()),
            ReplySink.NOBODY,
            copy.route(),
            Copies.OF_COPY,
            incoming.id());
    run.recordedIfCalled();
  }

  private AttemptEnd call(Move.Call call) {
    forecast(call);
    String id = incoming.id() + "#" + attempts.size();
    var reservation = new AttemptReservation(context.reservations(), id, call.claims(), counted);
    var attempt = new AttemptRun(context, router, incoming, sink, plan, call, reservation);
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      attempt
          .afterInternalError()
          .ifPresent(attempts::add); // what it cost is recorded all the same
      throw e;
    }
  }

  private void forecast(Move.Call call) {
    if (incoming.explained()) {
      var card = router.card(call.model());
      long tokens = TokenCounter.promptTokens(call.request());
      estimate = Optional.of(Estimate.of(card, call.request(), tokens));
    }
  }

  private Move onward(Move.Call call, AttemptEnd ending) {
    return switch (ending) {
      case AttemptEnd.Over over ->
          throw new IllegalStateException("an answer is no reason to go on");
      case AttemptEnd.Failed failed -> {
        note(failed.attempt(), failed.losses(), failed.failure(), call.model());
        yield afterFailure(failed.failure());
      }
      case AttemptEnd.NotCalled notCalled -> {
        note(notCalled.attempt(), List.of(), notCalled.failure(), call.model());
        yield plan.afterNotCalled(notCalled.failure());
      }
      case AttemptEnd.NoRoom noRoom -> plan.over(noRoom.shortage());
      case AttemptEnd.NotAdmitted not -> {
        passOver(call.model(), not.why());
        yield plan.passOver();
      }
    };
  }

  private Move afterFailure(Failure failure) {
    Move move = plan.after(failure);
    boolean retry = move instanceof Move.Call call && call.retry();
    return retry && !wait.before(failure, attempts.size()) ? plan.passOver() : move;
  }

  private void passOver(Model model, String why) {
    attempts.add(Attempt.skipped(model.id(), model.provider(), model.model(), why));
    lastModel = model.id();
  }

  private void note(Attempt attempt, List<String> lost, Failure failure, Model model) {
    attempts.add(attempt);
    losses.addAll(lost);
    last = Optional.of(failure);
    lastNote = attempt.message();
    lastModel = model.id();
  }

  private Result noModelCalled() {
    String message = "no model can be called: " + skips();
    return trouble(
        ClientError.of(Failure.of(FailureClass.OVERLOADED, 503, message), lastModel), message);
  }

  private String skips() {
    return attempts.stream()
        .map(attempt -> attempt.model() + ": " + attempt.message())
        .collect(java.util.stream.Collectors.joining("; "));
  }

  /// @param note what is recorded of it
  private Result trouble(ClientError trouble, String note) {
    error = note;
    return new Result(trace(trouble.status()), Optional.of(trouble));
  }

  /// What has happened so far.
  Trace trace(int status) {
    ChatRequest request = incoming.request();
    var asked =
        new Trace.Asked(
            incoming.client().app(),
            name(plan.asked(Signal.USER)),
            name(plan.asked(Signal.CONVERSATION)),
            name(request.model()),
            request.stream());
    return new Trace(
        incoming.id(),
        at,
        router.graph().name(),
        asked,
        plan.steps(),
        attempts,
        consulted,
        copyOf,
        estimate,
        status,
        millisSince(begun),
        firstToken,
        losses,
        error);
  }

  /// Names come from the client; what is longer than names are is none, and is not kept.
  private static String name(String text) {
    return text.length() <= LONGEST_NAME ? text : "text of " + text.length() + " characters";
  }

  private long millisSince(long nanos) {
    return (context.world().nanos() - nanos) / 1_000_000;
  }
}
