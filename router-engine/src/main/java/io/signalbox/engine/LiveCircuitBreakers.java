package io.signalbox.engine;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.exchange.CircuitBreakers;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.HealthBoard;
import java.time.Duration;
import java.util.Optional;

/// Keeps the health board.
record LiveCircuitBreakers(HealthBoard board, Keyring keyring) implements CircuitBreakers {

  @Override
  public Optional<String> admit(Model model, boolean retry, boolean alternative) {
    String bucket = keyring.bucket(model);
    // Looked at first, so that no share of retries is spent on a call that does not go out.
    if (retry && alternative && board.health(bucket).open()) {
      return Optional.of(why(bucket));
    }
    if (retry && !board.mayRetry(bucket)) {
      return Optional.of("its retry budget is exhausted");
    }
    // The last remaining model is never shut out: a refusal would be certain, an answer is not.
    if (!board.admit(bucket) && alternative) {
      return Optional.of(why(bucket));
    }
    board.started(bucket);
    return Optional.empty();
  }

  private String why(String bucket) {
    String why = board.health(bucket).why();
    return why.isEmpty() ? "it is cooling down" : why;
  }

  @Override
  public void answered(Model model, Duration firstToken, RateLimits limits) {
    String bucket = keyring.bucket(model);
    board.limits(bucket, limits);
    board.answered(bucket, firstToken);
  }

  @Override
  public void failed(Model model, Failure failure, RateLimits limits, String fingerprint) {
    String bucket = keyring.bucket(model);
    board.limits(bucket, limits);
    board.failed(bucket, failure, fingerprint);
  }

  @Override
  public void cancelled(Model model) {
    board.cancelled(keyring.bucket(model));
  }
}
