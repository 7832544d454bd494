package io.signalbox.engine.upstream;

import java.time.Duration;

/// The circuit breaker of a bucket. It opens after five failures in a row, or when half of at least
/// ten calls of the last minute failed, and stays open for ten seconds, doubled each time up to
/// five minutes. Then it is half-open: exactly one call is let through, and a success closes it.
/// Not safe for threads.
final class CircuitBreaker {
  private static final int IN_A_ROW = 5;
  private static final int LEAST_CALLS = 10;
  private static final int MINUTE_SLOTS = 12;
  private static final Duration FIRST_OPEN = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 5; // ten seconds become five minutes
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(5);

  /// A trial whose end is never reported releases its slot after this.
  private static final Duration TRIAL = Duration.ofMinutes(5);

  private Cooldown opened = Cooldown.NONE;
  private Cooldown trial = Cooldown.NONE;
  private boolean tripped;
  private int inARow;
  private int openings;

  /// Why no call may pass now; empty text if one may.
  String closedTo(long now) {
    if (opened.holds(now)) {
      return opened.why();
    }
    return tripped && trial.holds(now)
        ? "circuit breaker half-open: one trial call is running"
        : "";
  }

  /// Takes a place for one call that may pass.
  void enter(long now) {
    if (tripped) {
      trial = new Cooldown(now, now + TRIAL.toMillis(), "");
    }
  }

  void succeeded() {
    tripped = false;
    trial = Cooldown.NONE;
    opened = Cooldown.NONE;
    inARow = 0;
    openings = 0;
  }

  /// A call failed.
  ///
  /// @param calls all calls in slots of five seconds, failures marked, this one included
  void failed(long now, SlidingWindow calls) {
    inARow++;
    int all = calls.all(now, MINUTE_SLOTS);
    int bad = calls.special(now, MINUTE_SLOTS);
    boolean half = all >= LEAST_CALLS && bad * 2 >= all;
    if (tripped && trial.holds(now)) {
      open(now, "circuit breaker open: the trial call failed");
    } else if (!tripped && inARow >= IN_A_ROW) {
      open(now, "circuit breaker open: " + inARow + " failures in a row");
    } else if (!tripped && half) {
      open(now, "circuit breaker open: " + bad + " of the last " + all + " calls failed");
    }
  }

  private void open(long now, String why) {
    long doubled = FIRST_OPEN.toMillis() << Math.min(openings, MOST_DOUBLINGS);
    long millis = Math.min(doubled, LONGEST_OPEN.toMillis());
    openings++;
    tripped = true;
    trial = Cooldown.NONE;
    opened = new Cooldown(now, now + millis, why);
  }

  /// A call ended without telling whether the bucket is well.
  void undecided() {
    trial = Cooldown.NONE;
  }
}
