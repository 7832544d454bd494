package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import java.util.List;
import java.util.Optional;

/// Holds what a call can cost in budgets and limits before it is made, and settles it after.
/// Holding is atomic: a hundred requests at once cannot overspend a cap with room for ten.
///
/// **What is held.** The worst case: the prompt and the whole limit of the answer. A request that
/// does not limit its answer has a worst case far above what it will cost: at a model that writes
/// 64,000 tokens at $25 a million it is $1.60 for an answer of two cents, and a budget of a dollar
/// would never let anything through. Such a request may hold what is likely instead, but only one
/// at a time in each window: all others in progress hold their worst case. So whatever they cost in
/// the end, the cap is passed by the difference of that one request at most.
///
/// Example, a cap of $1. A holds $0.04 and can cost $1.60. B, with `max_tokens`, can cost $0.50 and
/// holds that. C has no limit either: $1.60 do not fit, and A is the one that holds less, so C goes
/// to `over`. When A has ended for $0.02, C would find room: $0.02 + $0.50 + $0.04. Should C then
/// cost all of its $1.60, and B its $0.50, $2.12 are spent: the cap, and less than the $1.56 that C
/// cost more than it held. Nothing is let in any more. What simulated models would cost counts here
/// as if they were real, so that a graph can be tried with its budgets; it is no spend, and no
/// ledger sums it up. Safe for threads.
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

  /// What was spent in a window is written: those who want to hear of its shares are told.
  default void spent(Claim claim) {}

  /// The completion tokens of an answer that the request does not limit, at most and as a rule.
  ///
  /// @param model the model's id in the graph
  default long likelyCompletion(String graph, String model) {
    return Estimate.LIKELY_COMPLETION;
  }

  /// Nothing can be held because it cannot be written: then nothing may be called either.
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
