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
  /// @param alternative whether another model could be called
  /// @return why the model must not be called; empty if it may be
  Optional<String> admit(Model model, boolean retry, boolean alternative);

  /// A call answered.
  void answered(Model model, Duration firstToken, RateLimits limits);

  /// A call failed.
  ///
  /// @param fingerprint distinguishes requests of different content; empty where that is of no
  ///   matter
  void failed(Model model, Failure failure, RateLimits limits, String fingerprint);

  /// The client went away before the call ended.
  void cancelled(Model model);

  /// Nothing is recorded.
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
