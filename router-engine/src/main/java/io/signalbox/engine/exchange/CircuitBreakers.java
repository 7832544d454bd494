package io.signalbox.engine.exchange;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.Permit;
import java.time.Duration;
import java.util.Optional;

/// Hears how calls go, so that the next decision knows. Safe for threads.
public interface CircuitBreakers {
  /// Takes a place for one call, or says why the model must not be called now.
  ///
  /// @param retry whether a call of the same request has failed at the same bucket
  /// @param alternative whether another model could be called
  Admission admit(Model model, boolean retry, boolean alternative);

  /// Whether the model is known to be in trouble: its circuit breaker is open, or it cools down.
  boolean isOpen(Model model);

  /// What is left of the wait that the model's provider has stated; empty if there is none.
  default Optional<Duration> statedWait(Model model) {
    return Optional.empty();
  }

  /// Whether both share their limits: the same provider, key and model.
  boolean isSameBucket(Model one, Model other);

  /// Nothing is recorded.
  CircuitBreakers NONE =
      new CircuitBreakers() {
        @Override
        public Admission admit(Model model, boolean retry, boolean alternative) {
          return new Admission.Admitted(Permit.FREE);
        }

        @Override
        public boolean isOpen(Model model) {
          return false;
        }

        @Override
        public boolean isSameBucket(Model one, Model other) {
          return one.equals(other);
        }
      };
}
