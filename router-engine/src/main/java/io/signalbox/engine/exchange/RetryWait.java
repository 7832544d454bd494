package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long is waited before a model is called again: with full jitter, longer after each attempt,
/// and never shorter than the provider asks for. Belongs to one thread.
///
/// @param pause waits
record RetryWait(ExchangeContext.Pause pause) {
  /// A provider that wants a longer wait than this is not waited for.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int MOST_DOUBLINGS = 4;

  /// Waits before a retry.
  ///
  /// @param attempts how many there were
  /// @return whether it was waited for; if not, the model is passed over
  boolean before(Failure failure, int attempts) {
    Duration wait = backoff(failure, attempts);
    return wait.compareTo(LONGEST) <= 0 && paused(wait);
  }

  private static Duration backoff(Failure failure, int attempts) {
    long most = FIRST.toMillis() << Math.min(attempts, MOST_DOUBLINGS);
    Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(jittered) > 0 ? asked : jittered;
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
