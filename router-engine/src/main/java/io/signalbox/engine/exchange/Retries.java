package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.graph.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The failed calls of one request, and how long it waits before it calls the same bucket again:
/// with full jitter, longer after each failure there, up to four seconds, and never shorter than
/// the provider asks for. A call of another bucket is no retry and waits for nothing. Belongs to
/// one thread.
final class Retries {
  /// A provider that wants a longer wait than this is not waited for.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 3;

  private final CircuitBreakers breakers;
  private final ExchangeContext.Pause pause;
  private final SplittableRandom jitter;
  private final List<Failed> failed = new ArrayList<>();

  private record Failed(Model model, Failure failure) {}

  /// @param request the request's id
  Retries(CircuitBreakers breakers, ExchangeContext.Pause pause, String request) {
    this.breakers = breakers;
    this.pause = pause;
    this.jitter = new SplittableRandom(request.hashCode());
  }

  /// A call failed.
  void failed(Model model, Failure failure) {
    failed.add(new Failed(model, failure));
  }

  /// Whether a call would follow a failed one at the same bucket.
  boolean isRetry(Model model) {
    return failuresAt(model) > 0;
  }

  /// Whether a call is to be limited as a retry because the client says so. At a model that does
  /// well it is a call as any other: what is said there cannot shut anybody out.
  boolean isClientRetry(IncomingRequest incoming, Model model) {
    return incoming.isRetried() && breakers.isOpen(model);
  }

  private int failuresAt(Model model) {
    int count = 0;
    for (Failed each : failed) {
      count += breakers.isSameBucket(each.model(), model) ? 1 : 0;
    }
    return count;
  }

  /// Waits before a retry.
  ///
  /// @param left how long wait and call may take together
  /// @return how long it waited; empty if it did not, and the model is passed over
  Optional<Duration> waited(Model model, Optional<Duration> left) {
    Duration most = left.filter(time -> time.compareTo(LONGEST) < 0).orElse(LONGEST);
    Duration wait = backoff(model);
    return wait.compareTo(most) <= 0 && paused(wait) ? Optional.of(wait) : Optional.empty();
  }

  private Duration backoff(Model model) {
    long most = FIRST.toMillis() << Math.clamp(failuresAt(model) - 1L, 0, MOST_DOUBLINGS);
    Duration jittered = Duration.ofMillis(jitter.nextLong(most + 1));
    Duration asked = asked(model);
    return asked.compareTo(jittered) > 0 ? asked : jittered;
  }

  /// What the provider asked for just now; an older wait is looked after by the circuit breaker.
  private Duration asked(Model model) {
    Failed last = failed.getLast();
    return breakers.isSameBucket(last.model(), model)
        ? last.failure().retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private boolean paused(Duration wait) {
    try {
      pause.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
