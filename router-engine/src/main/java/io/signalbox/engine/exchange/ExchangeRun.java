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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// One request on its way. Belongs to one thread.
final class ExchangeRun {
  /// A provider that wants a longer wait than this is not waited for.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final int LONGEST_NAME = 200;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);

  private final ExchangeContext around;
  private final Router router;
  private final IncomingRequest inquiry;
  private final ReplySink sink;
  private final Facts facts;
  private final RoutePlan itinerary;
  private final Instant at;
  private final long begun;

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();

  /// Budgets and limits that have counted this request.
  private final Set<String> counted = new HashSet<>();

  private Optional<Failure> last = Optional.empty();
  private String lastNote = "";
  private String lastModel = "";
  private Optional<Estimate> estimate = Optional.empty();
  private OptionalLong firstToken = OptionalLong.empty();
  private String error = "";

  ExchangeRun(ExchangeContext around, Router router, IncomingRequest inquiry, ReplySink sink) {
    this.around = around;
    this.router = router;
    this.inquiry = inquiry;
    this.sink = sink;
    this.at = around.world().now();
    this.begun = around.world().nanos();
    this.facts =
        new Facts(
            router.graph(), inquiry.request(), inquiry.client(), inquiry.id(), around.world());
    this.itinerary = router.itinerary(facts, around.world(), inquiry.explained());
  }

  Result go() {
    try {
      return walked();
    } catch (Reservations.UnavailableException e) {
      // Budgets that cannot be kept must not be passed.
      String message = String.valueOf(e.getMessage());
      return trouble(ClientError.of(503, ProxyError.STORE_UNAVAILABLE, message), message);
    }
  }

  private Result walked() {
    Move move = itinerary.next();
    while (true) {
      switch (move) {
        case Move.Call call -> {
          AttemptEnd ending = call(call);
          if (ending instanceof AttemptEnd.Over over) {
            return finished(call, over);
          }
          move = onward(call, ending);
        }
        case Move.Skip skip -> {
          passOver(skip.model(), skip.why());
          move = itinerary.passOver();
        }
        case Move.Reject reject -> {
          String message = reject.message();
          return trouble(
              ClientError.lasting(reject.status(), ProxyError.REJECTED, message), message);
        }
        case Move.End end -> {
          return last.isPresent()
              ? trouble(ClientError.of(last.get(), lastModel), lastNote)
              : nobodyCalled();
        }
      }
    }
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

  private AttemptEnd call(Move.Call call) {
    forecast(call);
    String id = inquiry.id() + "#" + attempts.size();
    var stake = new AttemptReservation(around.quota(), id, call.claims(), counted);
    var dispatch = new AttemptRun(around, router, inquiry, sink, itinerary, call, stake);
    try {
      return dispatch.run();
    } catch (RuntimeException e) {
      dispatch.wreck().ifPresent(attempts::add); // what it cost is recorded all the same
      throw e;
    }
  }

  private void forecast(Move.Call call) {
    if (inquiry.explained()) {
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
      case AttemptEnd.Unasked unasked -> {
        note(unasked.attempt(), List.of(), unasked.failure(), call.model());
        yield itinerary.afterUnasked(unasked.failure());
      }
      case AttemptEnd.NoRoom noRoom -> itinerary.over(noRoom.shortage());
      case AttemptEnd.NotAdmitted not -> {
        passOver(call.model(), not.why());
        yield itinerary.passOver();
      }
    };
  }

  private Move afterFailure(Failure failure) {
    Move move = itinerary.after(failure);
    if (move instanceof Move.Call call && call.retry()) {
      Duration wait = backoff(failure);
      return wait.compareTo(LONGEST_WAIT) > 0 || !paused(wait) ? itinerary.passOver() : move;
    }
    return move;
  }

  private Duration backoff(Failure failure) {
    long most = FIRST_BACKOFF.toMillis() << Math.min(attempts.size(), 4);
    Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(jittered) > 0 ? asked : jittered;
  }

  private boolean paused(Duration wait) {
    try {
      around.pause().sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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

  private Result nobodyCalled() {
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
    ChatRequest request = inquiry.request();
    var asked =
        new Trace.Asked(
            inquiry.client().app(),
            name(facts.text(Signal.USER)),
            name(facts.text(Signal.CONVERSATION)),
            name(request.model()),
            request.stream());
    return new Trace(
        inquiry.id(),
        at,
        router.graph().name(),
        asked,
        itinerary.steps(),
        attempts,
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
    return (around.world().nanos() - nanos) / 1_000_000;
  }
}
