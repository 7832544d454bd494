package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.RateLimits;
import java.time.Duration;
import java.util.Optional;

/// Leave to make one call, which must be followed by exactly one of [#answered], [#failed],
/// [#outpaced] and [#cancelled]. Each may come from any thread.
public interface Permit {
  /// How long a call may wait that tries whether a broken model is well again: an hour of silence
  /// would keep everybody else away from it. Empty for every other call.
  Optional<Duration> trial();

  /// The call came to its good end.
  ///
  /// @param limits what the provider said of its rate limits
  void answered(Duration firstToken, RateLimits limits);

  /// The call failed.
  ///
  /// @param limits what the provider said of its rate limits
  /// @param fingerprint distinguishes requests of different content: one request alone cannot show
  ///   that a model is gone; empty where that is of no matter
  void failed(Failure failure, RateLimits limits, String fingerprint);

  /// The call was given up because another model answered first, after a silence that is unusual
  /// for this one. One such call may be chance; several in a row open the circuit breaker.
  void outpaced();

  /// The call was given up, which says nothing about the model.
  void cancelled();

  /// One on which nobody keeps books.
  Permit FREE =
      new Permit() {
        @Override
        public Optional<Duration> trial() {
          return Optional.empty();
        }

        @Override
        public void answered(Duration firstToken, RateLimits limits) {}

        @Override
        public void failed(Failure failure, RateLimits limits, String fingerprint) {}

        @Override
        public void outpaced() {}

        @Override
        public void cancelled() {}
      };
}
