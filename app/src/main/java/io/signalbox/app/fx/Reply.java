package io.signalbox.app.fx;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A yes or no that the user gives once, and for which any number of threads wait. Safe for
/// threads.
public final class Reply {
  private final CompletableFuture<Boolean> given = new CompletableFuture<>();

  /// Gives it; only the first one counts.
  public void give(boolean yes) {
    given.complete(yes);
  }

  /// Waits for it. Not for the UI thread.
  ///
  /// @return empty if it did not come in time, or the thread was interrupted and still is
  public Optional<Boolean> await(Duration patience) {
    try {
      return Optional.of(given.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }
}
