package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.RateLimits;
import java.time.Duration;
import java.util.Optional;

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
  private int retries;
  private volatile long usedMillis;

  /// When the bucket was last written to.
  long usedMillis() {
    return usedMillis;
  }

  synchronized boolean isIdle() {
    return inFlight == 0;
  }

  synchronized String closedTo(long now) {
    if (gone.holds(now)) {
      return gone.why();
    }
    return rest.holds(now) ? rest.why() : breaker.closedTo(now);
  }

  synchronized boolean admit(long now) {
    boolean free = closedTo(now).isEmpty();
    if (free) {
      breaker.enter(now);
    }
    return free;
  }

  synchronized boolean mayRetry(long now) {
    int all = traffic.all(now, BUDGET_SLOTS);
    int retried = traffic.special(now, BUDGET_SLOTS);
    boolean may = retried < Math.max(LEAST_RETRIES, (all - retried) / RETRY_SHARE);
    if (may) {
      traffic.add(now, true);
      retries++;
    }
    return may;
  }

  synchronized void started(long now) {
    usedMillis = now;
    inFlight++;
    if (retries > 0) {
      retries--; // it was counted when it was allowed
    } else {
      traffic.add(now, false);
    }
  }

  synchronized void answered(long now, Duration firstToken) {
    ended(now);
    calls.add(now, false);
    waits.add(now, firstToken);
    breaker.succeeded();
    notFoundBy = Optional.empty();
    gone = Cooldown.NONE;
  }

  synchronized void failed(long now, Failure failure, String fingerprint) {
    ended(now);
    switch (failure.kind()) {
      case SERVER_ERROR, OVERLOADED, TIMEOUT, UNREACHABLE, INTERRUPTED -> {
        calls.add(now, true);
        breaker.failed(now, calls);
        failure.retryAfter().ifPresent(wait -> restFor(now, wait, "its provider sent Retry-After"));
      }
      case RATE_LIMITED -> limited(now, failure);
      case MODEL_NOT_FOUND -> notFound(now, failure, fingerprint);
      case OUT_OF_CREDIT -> usedUp(now, failure);
      case UNAUTHORIZED -> breaker.undecided();
      case CONTEXT_TOO_LONG, CONTENT_FILTERED, BAD_REQUEST -> breaker.undecided();
    }
  }

  private void limited(long now, Failure failure) {
    calls.add(now, true);
    // No wait at all is none that could be kept: the breaker counts it.
    if (failure.retryAfter().filter(Duration::isPositive).isPresent()) {
      breaker.undecided();
      restFor(now, failure.retryAfter().get(), "its rate limit is used up");
    } else {
      breaker.failed(now, calls);
    }
  }

  /// Usually the key cools down with all its models; a quota of this model cools down here.
  private void usedUp(long now, Failure failure) {
    breaker.undecided();
    if (failure.modelAlone()) {
      Duration wait = failure.retryAfter().orElse(HealthBoard.CREDIT_REST);
      restFor(now, wait, "its quota is used up");
    }
  }

  private void notFound(long now, Failure failure, String fingerprint) {
    breaker.undecided();
    boolean second = notFoundBy.filter(first -> !first.equals(fingerprint)).isPresent();
    if (failure.status() == 410 || second) {
      gone = new Cooldown(now, now + GONE.toMillis(), "its provider no longer has the model");
    } else {
      notFoundBy = Optional.of(fingerprint);
    }
  }

  private void restFor(long now, Duration wait, String why) {
    rest = rest.or(new Cooldown(now, now + HealthBoard.millis(wait), why), now);
  }

  synchronized void cancelled(long now) {
    ended(now);
    breaker.undecided();
  }

  private void ended(long now) {
    usedMillis = now;
    inFlight = Math.max(0, inFlight - 1);
  }

  synchronized void limits(long now, RateLimits limits) {
    headroom.hear(limits, now);
  }

  /// @param keyRests why the key is not to be used; empty text if it may be
  synchronized Health health(long now, String keyRests) {
    int all = calls.all(now, SLOTS);
    String why = keyRests.isEmpty() ? closedTo(now) : keyRests;
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
