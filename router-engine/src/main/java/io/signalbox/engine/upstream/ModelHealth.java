package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.RateLimits;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is known of one bucket. Safe for threads; its lock is held for arithmetic only.
final class ModelHealth {
  private static final int SLOTS = 60;
  private static final long SLOT_MILLIS = 5000;
  private static final int BUDGET_SLOTS = 10;
  private static final int LEAST_RETRIES = 3;
  private static final int RETRY_SHARE = 5;
  private static final Duration GONE = Duration.ofDays(1);

  private final SlidingWindow calls = new SlidingWindow(SLOTS, SLOT_MILLIS);
  private final SlidingWindow traffic = new SlidingWindow(BUDGET_SLOTS, 1000);
  private final FirstTokenTimes waits = new FirstTokenTimes();
  private final Headroom headroom = new Headroom();
  private final CircuitBreaker breaker = new CircuitBreaker();
  private Cooldown rest = Cooldown.NONE;
  private Cooldown gone = Cooldown.NONE;
  private Optional<String> notFoundBy = Optional.empty();
  private int inFlight;
  private volatile long usedMillis;

  /// One call as it went out.
  ///
  /// @param atMillis when
  /// @param trial its number if it tries whether the bucket is well again
  record Sent(long atMillis, long trial) {}

  /// When the bucket was last written to.
  long usedMillis() {
    return usedMillis;
  }

  synchronized boolean isIdle() {
    return inFlight == 0;
  }

  private String closedTo(long now) {
    if (gone.holds(now)) {
      return gone.why();
    }
    return rest.holds(now) ? rest.why() : breaker.closedTo(now);
  }

  /// Takes a place for one call.
  ///
  /// @param key the cooldown of the bucket's key
  /// @param retry whether a call of the same request failed here before
  /// @param alternative whether the request could call another model instead
  /// @param permit makes the leave for a call, given how long a trial may take
  synchronized Admission admit(
      long now, Cooldown key, boolean retry, boolean alternative, Function<Sent, Permit> permit) {
    String why = key.holds(now) ? key.why() : closedTo(now);
    if (!why.isEmpty() && (alternative || key.binds(now) || rest.binds(now))) {
      return new Admission.Refused(why);
    }
    if (retry && !mayRetry(now)) {
      return new Admission.Refused("its retry budget is exhausted");
    }
    usedMillis = now;
    inFlight++;
    traffic.add(now, retry);
    return new Admission.Admitted(permit.apply(new Sent(now, breaker.enter(now))));
  }

  private boolean mayRetry(long now) {
    int all = traffic.all(now, BUDGET_SLOTS);
    int retried = traffic.special(now, BUDGET_SLOTS);
    return retried < Math.max(LEAST_RETRIES, (all - retried) / RETRY_SHARE);
  }

  /// What is left of the wait that the provider has stated; empty if there is none.
  synchronized Optional<Duration> statedWait(long now, Cooldown key) {
    return Stream.of(key, rest)
        .filter(each -> each.binds(now))
        .map(each -> each.left(now))
        .max(Comparator.naturalOrder());
  }

  /// How long a call may wait; empty if it is no trial.
  synchronized Optional<Duration> patience(Sent call) {
    return call.trial() == CircuitBreaker.NO_TRIAL
        ? Optional.empty()
        : Optional.of(breaker.patience());
  }

  synchronized void answered(long now, Sent call, Duration firstToken) {
    ended(now);
    calls.add(now, false);
    waits.add(now, firstToken);
    breaker.succeeded(now, call.trial());
    notFoundBy = Optional.empty();
    if (call.atMillis() > gone.fromMillis()) {
      gone = Cooldown.NONE;
    }
  }

  synchronized void failed(long now, Sent call, Failure failure, String fingerprint) {
    ended(now);
    switch (failure.kind()) {
      case SERVER_ERROR, OVERLOADED, TIMEOUT, UNREACHABLE, INTERRUPTED -> {
        calls.add(now, true);
        breaker.failed(now, call.trial());
        failure.retryAfter().ifPresent(wait -> restFor(now, wait, "its provider sent Retry-After"));
      }
      case RATE_LIMITED -> limited(now, call, failure);
      case MODEL_NOT_FOUND -> notFound(now, call, failure, fingerprint);
      case OUT_OF_CREDIT -> usedUp(now, call, failure);
      case UNAUTHORIZED, CONTEXT_TOO_LONG, CONTENT_FILTERED, BAD_REQUEST ->
          breaker.undecided(call.trial());
    }
  }

  private void limited(long now, Sent call, Failure failure) {
    calls.add(now, true);
    // No wait at all is none that could be kept: the breaker counts it.
    if (failure.retryAfter().filter(Duration::isPositive).isPresent()) {
      breaker.undecided(call.trial());
      restFor(now, failure.retryAfter().get(), "its rate limit is used up");
    } else {
      breaker.failed(now, call.trial());
    }
  }

  /// Usually the key cools down with all its models; a quota of this model cools down here.
  private void usedUp(long now, Sent call, Failure failure) {
    breaker.undecided(call.trial());
    if (failure.modelAlone()) {
      rest = rest.or(HealthBoard.rest(now, failure, "its quota is used up"), now);
    }
  }

  private void notFound(long now, Sent call, Failure failure, String fingerprint) {
    breaker.undecided(call.trial());
    boolean second = notFoundBy.filter(first -> !first.equals(fingerprint)).isPresent();
    if (failure.status() == 410 || second) {
      gone = Cooldown.guessed(now, GONE.toMillis(), "its provider no longer has the model");
    } else {
      notFoundBy = Optional.of(fingerprint);
    }
  }

  private void restFor(long now, Duration wait, String why) {
    rest = rest.or(Cooldown.stated(now, HealthBoard.millis(wait), why), now);
  }

  synchronized void outpaced(long now, Sent call) {
    ended(now);
    breaker.outpaced(now, call.trial());
  }

  synchronized void cancelled(long now, Sent call) {
    ended(now);
    breaker.undecided(call.trial());
  }

  private void ended(long now) {
    usedMillis = now;
    inFlight = Math.max(0, inFlight - 1);
  }

  synchronized void limits(long now, RateLimits limits) {
    headroom.hear(limits, now);
  }

  /// @param key the cooldown of the bucket's key
  synchronized Health health(long now, Cooldown key) {
    int all = calls.all(now, SLOTS);
    String why = key.holds(now) ? key.why() : closedTo(now);
    return new Health(
        waits.p95(now),
        all == 0 ? 0 : (double) calls.special(now, SLOTS) / all,
        headroom.share(now),
        headroom.tokensLeft(now),
        !why.isEmpty(),
        inFlight,
        why);
  }
}
