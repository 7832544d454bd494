package io.signalbox.engine.upstream;

import java.time.Duration;

/// The circuit breaker of a bucket. It opens after five failures in a row, a call that was outpaced
/// by a hedge counted as one, or when half of at least ten calls of the last minute failed, and
/// stays open for ten seconds, doubled each time up to five minutes. Only the passing of that time
/// makes it half-open: then exactly one call, the trial, is let through, and its success closes it.
/// Calls that began before, or that pass because there is no other model, change nothing while it
/// is open. Not safe for threads.
final class CircuitBreaker {
  private static final int IN_A_ROW = 5;
  private static final int LEAST_CALLS = 10;
  private static final int MINUTE_SLOTS = 12;
  private static final long SLOT_MILLIS = 5000;
  private static final Duration FIRST_OPEN = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 5; // ten seconds become five minutes
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(5);

  /// A trial whose end is never reported releases its slot after this.
  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(5);

  /// The number of a call that is no trial.
  static final long NO_TRIAL = 0;

  private SlidingWindow calls = new SlidingWindow(MINUTE_SLOTS, SLOT_MILLIS);
  private Cooldown opened = Cooldown.NONE;
  private Cooldown trial = Cooldown.NONE;
  private long trials;
  private boolean tripped;
  private int inARow;
  private int outpacedInARow;
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

  /// A call goes out.
  ///
  /// @return its number if it is the trial, else [#NO_TRIAL]
  long enter(long now) {
    if (!tripped || !closedTo(now).isEmpty()) {
      return NO_TRIAL;
    }
    trial = Cooldown.guessed(now, LONGEST_TRIAL.toMillis(), "");
    return ++trials;
  }

  /// How long a trial may take: as long as the bucket was left alone before it, so that a model
  /// that is slow to begin comes back, too, only later.
  Duration patience() {
    Duration rested = opened.length();
    return rested.compareTo(FIRST_OPEN) > 0 ? rested : FIRST_OPEN;
  }

  /// @param number what [#enter] gave
  void succeeded(long now, long number) {
    calls.add(now, false);
    inARow = 0;
    outpacedInARow = 0;
    if (isTrial(number)) {
      tripped = false;
      trial = Cooldown.NONE;
      opened = Cooldown.NONE;
      openings = 0;
      calls = new SlidingWindow(MINUTE_SLOTS, SLOT_MILLIS); // the outage is over
    }
  }

  /// @param number what [#enter] gave
  void failed(long now, long number) {
    calls.add(now, true);
    inARow++;
    int all = calls.all(now, MINUTE_SLOTS);
    int bad = calls.special(now, MINUTE_SLOTS);
    boolean half = all >= LEAST_CALLS && bad * 2 >= all;
    if (isTrial(number)) {
      open(now, "circuit breaker open: the trial call failed");
    } else if (!tripped && inARow >= IN_A_ROW) {
      openAfterRow(now);
    } else if (!tripped && half) {
      open(now, "circuit breaker open: " + bad + " of the last " + all + " calls failed");
    }
  }

  /// A call was silent until another model answered. Whether it failed is not known, so it is none
  /// of those of which half may fail.
  ///
  /// @param number what [#enter] gave
  void outpaced(long now, long number) {
    inARow++;
    outpacedInARow++;
    if (isTrial(number)) {
      open(now, "circuit breaker open: the trial call stayed silent");
    } else if (!tripped && inARow >= IN_A_ROW) {
      openAfterRow(now);
    }
  }

  private void openAfterRow(long now) {
    String what = outpacedInARow > 0 ? " failures and hedged silences" : " failures";
    open(now, "circuit breaker open: " + inARow + what + " in a row");
  }

  private boolean isTrial(long number) {
    return tripped && number != NO_TRIAL && number == trials;
  }

  private void open(long now, String why) {
    long doubled = FIRST_OPEN.toMillis() << Math.min(openings, MOST_DOUBLINGS);
    openings++;
    tripped = true;
    trial = Cooldown.NONE;
    opened = Cooldown.guessed(now, Math.min(doubled, LONGEST_OPEN.toMillis()), why);
  }

  /// A call ended without telling whether the bucket is well.
  ///
  /// @param number what [#enter] gave
  void undecided(long number) {
    if (isTrial(number)) {
      trial = Cooldown.NONE;
    }
  }
}
