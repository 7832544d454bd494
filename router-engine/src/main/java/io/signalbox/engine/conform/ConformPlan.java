package io.signalbox.engine.conform;

import io.signalbox.engine.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/// What is to be asked, and within which bounds. Immutable.
///
/// @param address the base address as an SDK takes it: `http://127.0.0.1:8080/v1`
/// @param model the model to ask; empty: the first one of the endpoint's list
/// @param key what the endpoint knows us by
/// @param patience how long one answer may take
/// @param idle how long a connection is left idle to see whether it is closed; zero: not tried
/// @param slow a short answer after a stream that was given up is held up by it if it takes longer
///   than this, and several times as long as usual
public record ConformPlan(
    String address,
    Optional<String> model,
    Optional<Secret> key,
    Duration patience,
    Duration idle,
    Duration slow) {
  /// At most so many calls are made.
  public static final int MOST_CALLS = 64;

  /// At most so many tokens are sent and asked for, estimated: 64 calls of some hundred each, two
  /// prompts of 1,500 for the cache, one of 40,000 that is to be refused.
  public static final long MOST_TOKENS = 64_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(6);
  private static final Duration SLOW = Duration.ofMillis(1_500);

  /// With the usual patience.
  public static ConformPlan of(String address, Optional<String> model, Optional<Secret> key) {
    return new ConformPlan(address, model, key, PATIENCE, IDLE, SLOW);
  }
}
