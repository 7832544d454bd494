package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.RateLimits;
import java.time.Duration;
import java.util.Optional;

/// Hears how calls go, so that the next decision knows. Each call that is admitted is followed by
/// exactly one of [#answered], [#failed] and [#cancelled]. Safe for threads.
public interface CircuitBreakers {
  /// Takes a place for one call.
  ///
  /// @param retry whether the same model failed just before
  /// @param alternative whether somebody else could be asked
  /// @return why the model is not to be asked; empty if it may be
  Optional<String> admit(Model model, boolean retry, boolean alternative);

  /// A call answered.
  void answered(Model model, Duration firstToken, RateLimits limits);

  /// A call failed.
  ///
  /// @param fingerprint tells requests of different content apart; empty where that is of no matter
  void failed(Model model, Failure failure, RateLimits limits, String fingerprint);

  /// The client went away before the call ended.
  void cancelled(Model model);

  /// Nobody minds.
  CircuitBreakers NONE =
      new CircuitBreakers() {
        @Override
        public Optional<String> admit(Model model, boolean retry, boolean alternative) {
          return Optional.empty();
        }

        @Override
        public void answered(Model model, Duration firstToken, RateLimits limits) {}

        @Override
        public void failed(Model model, Failure failure, RateLimits limits, String fingerprint) {}

        @Override
        public void cancelled(Model model) {}
      };
}
