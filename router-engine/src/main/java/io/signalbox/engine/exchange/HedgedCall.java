package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Move;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A call that is hedged: if the model is silent for too long, the next one is called as well, and
/// whoever answers first has the client. The other call is canceled, and what it cost is recorded.
/// A failure of one of them leaves the other.
///
/// ```
/// a  called ─────── silent ──────────────── canceled
/// b                    called ── answers ── passed on
/// ```
///
/// Both providers are waited for on threads of their own; all else happens on the one of the
/// request. Belongs to one thread.
final class HedgedCall {
  private final ExchangeContext.Pause pause;
  private final Run run;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Entrant> running = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Entrant> outpaced = new ArrayList<>(); // when another one began to answer

  /// Whether one has begun to answer; written by the thread of the request, guarded by [#events].
  private boolean won;

  /// What the request does with its calls.
  interface Run {
    /// The call of the next model, ready to be made; empty if there is none.
    Optional<Entrant> hedge();

    /// A call failed while another goes on.
    void failed(Entrant entrant, AttemptEnd.Failed failed);

    /// A call was canceled because the other one answered, or ended by a mistake of ours.
    void lost(Attempt attempt);
  }

  /// One of the calls, which has been prepared.
  ///
  /// @param usual a longer silence of its model is unusual
  record Entrant(Move.Call call, AttemptRun attempt, Duration usual) {
    /// It is given up, and says whether it has been silent for unusually long.
    boolean isOutpaced() {
      return attempt.stopped().compareTo(usual) >= 0;
    }
  }

  /// How it ended.
  record Ended(Move.Call call, AttemptEnd end) {}

  /// @param by whose call has begun to answer; empty: it is time to hedge
  private record Event(Optional<Entrant> by, Outcome outcome) {}

  /// Why a call was canceled that might still have answered.
  enum Loss {
    /// Another model began to answer.
    OVERTAKEN("canceled: another model answered first"),
    /// The same, after a silence that is unusual for this one.
    OUTPACED("canceled: another model answered first"),
    /// The whole request was given up.
    GIVEN_UP("canceled: the request was given up");

    private final String message;

    Loss(String message) {
      this.message = message;
    }

    /// What the trace says of the call.
    String message() {
      return message;
    }
  }

  private sealed interface Outcome {
    record Time() implements Outcome {}

    record Answer(UpstreamAnswer answer) implements Outcome {}

    record Broken(RuntimeException bug) implements Outcome {}
  }

  HedgedCall(ExchangeContext.Pause pause, Run run) {
    this.pause = pause;
    this.run = run;
  }

  /// Makes the call, and perhaps another.
  ///
  /// @param first prepared; after its usual silence another model is called
  Ended run(Entrant first) {
    try {
      start(first);
      thread(() -> time(first.usual()));
      return raced();
    } finally {
      stop();
    }
  }

  private void start(Entrant entrant) {
    running.add(entrant);
    thread(() -> tell(entrant, outcome(entrant)));
  }

  /// An answer that comes too late is closed at once, so that its provider writes no further: its
  /// request is busy passing on the other one.
  private void tell(Entrant entrant, Outcome outcome) {
    synchronized (events) {
      if (won) {
        close(outcome);
      }
      events.add(new Event(Optional.of(entrant), outcome));
    }
  }

  private void win() {
    synchronized (events) {
      won = true;
      events.forEach(event -> close(event.outcome()));
    }
  }

  private static void close(Outcome outcome) {
    if (outcome instanceof Outcome.Answer(UpstreamAnswer.Arriving arriving)) {
      arriving.close();
    }
  }

  private static Outcome outcome(Entrant entrant) {
    try {
      return new Outcome.Answer(entrant.attempt().ask());
    } catch (RuntimeException e) {
      return new Outcome.Broken(e);
    }
  }

  private void time(Duration after) {
    try {
      pause.sleep(after);
      events.add(new Event(Optional.empty(), new Outcome.Time()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void thread(Runnable task) {
    threads.add(Thread.ofVirtual().name("hedge").start(task));
  }

  private Ended raced() {
    while (true) {
      Event event = next();
      if (event.by().isEmpty()) {
        run.hedge().ifPresent(this::start);
        continue;
      }
      Entrant entrant = event.by().get();
      running.remove(entrant);
      AttemptEnd end = finish(entrant, event.outcome());
      if (end instanceof AttemptEnd.Failed failed && !won && !running.isEmpty()) {
        run.failed(entrant, failed);
      } else {
        return new Ended(entrant.call(), end);
      }
    }
  }

  /// The next event. The thread of the request is interrupted if its client has gone: then all
  /// calls are given up, and what the first of them says is the end.
  private Event next() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp();
      return events.stream()
          .filter(event -> event.by().isPresent())
          .findFirst()
          .filter(events::remove)
          .orElseThrow();
    }
  }

  /// Whoever answers has the client; the others are given up before the answer is passed on.
  private AttemptEnd finish(Entrant entrant, Outcome outcome) {
    try (var attempt = entrant.attempt()) {
      return finish(attempt, outcome);
    } catch (RuntimeException e) {
      entrant.attempt().afterInternalError().ifPresent(run::lost);
      throw e;
    }
  }

  private AttemptEnd finish(AttemptRun attempt, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Time time -> throw new IllegalStateException("time has no call");
      case Outcome.Broken broken -> throw broken.bug();
      case Outcome.Answer answer -> {
        if (answer.answer() instanceof UpstreamAnswer.Arriving) {
          win();
          running.stream().filter(Entrant::isOutpaced).forEach(outpaced::add);
          threads.forEach(Thread::interrupt);
        }
        yield attempt.finish(answer.answer());
      }
    };
  }

  private void giveUp() {
    threads.forEach(Thread::interrupt);
    threads.forEach(HedgedCall::join);
  }

  /// Gives up what still runs, and waits for what it says.
  private void stop() {
    giveUp();
    for (Event event : events) {
      event.by().filter(running::contains).ifPresent(entrant -> lost(entrant, event.outcome()));
    }
  }

  private void lost(Entrant entrant, Outcome outcome) {
    try (var attempt = entrant.attempt()) {
      switch (outcome) {
        case Outcome.Time time -> throw new IllegalStateException("time has no call");
        case Outcome.Answer answer -> {
          run.lost(attempt.lost(answer.answer(), loss(entrant)));
        }
        case Outcome.Broken broken -> attempt.afterInternalError().ifPresent(run::lost);
      }
    }
  }

  private Loss loss(Entrant entrant) {
    return !won ? Loss.GIVEN_UP : outpaced.contains(entrant) ? Loss.OUTPACED : Loss.OVERTAKEN;
  }

  /// A thread that was interrupted ends soon, and an answer must not be left open.
  private static void join(Thread thread) {
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
