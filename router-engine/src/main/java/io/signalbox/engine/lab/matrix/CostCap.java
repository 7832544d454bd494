package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import java.util.Optional;

/// Keeps the cost of a run below its cap: before each call the most that it can cost is held. Safe
/// for threads.
final class CostCap {
  private final Optional<Money> cap;
  private Money spent;
  private Money held = Money.ZERO;

  CostCap(Optional<Money> cap, Money spent) {
    this.cap = cap;
    this.spent = spent;
  }

  /// Holds the most that a call can cost.
  ///
  /// @param most empty: unknown
  /// @return why the call must not be made; empty if it may
  synchronized Optional<String> hold(Optional<Money> most) {
    if (cap.isPresent() && most.isEmpty()) {
      return Optional.of("a price is unknown, so no cap can be kept");
    }
    Money next = most.orElse(Money.ZERO);
    if (cap.isPresent() && spent.plus(held).plus(next).compareTo(cap.get()) > 0) {
      return Optional.of(
          "the next call could exceed the cap of "
              + cap.get().shown()
              + ": it can cost up to "
              + next.shown());
    }
    held = held.plus(next);
    return Optional.empty();
  }

  /// A call came to its end; what is not known counts with the most that it can be.
  synchronized void settle(Optional<Money> most, Optional<Money> cost) {
    held = held.minus(most.orElse(Money.ZERO));
    spent = spent.plus(cost.or(() -> most).orElse(Money.ZERO));
  }
}
