package io.signalbox.engine;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.exchange.Wellness;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.HealthBoard;
import java.time.Duration;
import java.util.Optional;

/// Keeps the health board.
record LiveWellness(HealthBoard board, Keyring keyring) implements Wellness {

  @Override
  public Optional<String> admit(Model model, boolean retry, boolean alternative) {
    String bucket = keyring.bucket(model);
    if (retry && !board.mayRetry(bucket)) {
      return Optional.of("its share of retries is spent");
    }
    // The last remaining model is never shut out: a refusal would be certain, an answer is not.
    if (!board.admit(bucket) && alternative) {
      return Optional.of("it rests");
    }
    board.started(bucket);
    return Optional.empty();
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
