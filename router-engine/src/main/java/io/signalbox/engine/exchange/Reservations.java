package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import java.util.List;
import java.util.Optional;

/// Holds a call's worst case in budgets and limits before it is made, and settles it after. Holding
/// is atomic: a hundred requests at once cannot overspend a cap with room for ten. What simulated
/// models would cost counts here as if they were real, so that a graph can be tried with its
/// budgets; it is no spend, and no ledger sums it up. Safe for threads.
public interface Reservations {
  /// Holds everything or nothing.
  ///
  /// @param id names the hold until it is settled
  /// @return the id of the node without room; empty if all is held
  /// @throws UnavailableException if it cannot be written
  Optional<String> hold(String id, List<Claim> claims, WorstCase worst);

  /// Puts what was really used in place of what was held.
  void settle(String id, Money actual, long tokens);

  /// Gives back what was held, as if the call had never been thought of.
  void release(String id);

  /// Nothing can be held because it cannot be written: then nothing may be asked either.
  final class UnavailableException extends RuntimeException {
    /// @param message what happened and what can be done, for a person
    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Nothing is limited.
  Reservations NONE =
      new Reservations() {
        @Override
        public Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
          return Optional.empty();
        }

        @Override
        public void settle(String id, Money actual, long tokens) {}

        @Override
        public void release(String id) {}
      };
}
