package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Budgets in memory that hold the worst case.
final class MemoryReservations implements Reservations {
  /// Opens when there was no room for something.
  final CountDownLatch refused = new CountDownLatch(1);

  private final Map<Place, Money> spent = new HashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();
  private Money settled = Money.ZERO;
  private int requests;

  private record Place(String node, Instant window) {
    static Place of(Claim claim) {
      return new Place(claim.node(), claim.windowStart());
    }
  }

  private record Hold(List<Claim> claims, Money usd) {}

  @Override
  public synchronized Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
    for (Claim claim : claims) {
      Money after = used(claim).usd().plus(worst.usd());
      if (claim.cap().isPresent() && after.compareTo(claim.cap().get()) > 0) {
        refused.countDown();
        return Optional.of(claim.node());
      }
    }
    if (holds.put(id, new Hold(claims, worst.usd())) != null) {
      throw new AssertionError(id + " is held twice");
    }
    return Optional.empty();
  }

  @Override
  public synchronized void settle(String id, Money actual, long tokens) {
    for (Claim claim : holds.remove(id).claims()) {
      requests += claim.again() ? 0 : 1;
      spent.merge(Place.of(claim), actual, Money::plus);
    }
    settled = settled.plus(actual);
  }

  @Override
  public synchronized void release(String id) {
    holds.remove(id);
  }

  /// What is spent and held.
  synchronized WindowUsage used(Claim claim) {
    Money usd = spent.getOrDefault(Place.of(claim), Money.ZERO);
    for (Hold hold : holds.values()) {
      if (hold.claims().stream().anyMatch(each -> Place.of(each).equals(Place.of(claim)))) {
        usd = usd.plus(hold.usd());
      }
    }
    return new WindowUsage(usd, 0, 0);
  }

  /// What has been settled since this was last called.
  synchronized Money takeSettled() {
    Money taken = settled;
    settled = Money.ZERO;
    return taken;
  }

  /// How many requests have been counted and not taken back, once for each budget.
  synchronized int requests() {
    return requests;
  }

  synchronized boolean holdsNothing() {
    return holds.isEmpty();
  }
}
