package io.signalbox.engine.store.lease;

import static java.util.stream.Collectors.toSet;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Picodollars;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Budgets without a write for each request. To hold what a request can cost and to settle what it
/// did are two transactions; under load they cost more than all the rest of the proxy.
///
/// **The idea.** A window that many requests pass within a second is *leased*: the process reserves
/// a part of its room by one transaction, as if it were one large request, and the requests take
/// what they hold out of that, in memory. Once a second, or when the lease is used up, a *turn*
/// books what was spent and reserves anew. So no window is ever overspent, whatever other processes
/// do: what is leased is held for them. A lease is a sixteenth of what is left at most and room for
/// several requests at least; near its cap a window has no leases, and each request is written by
/// itself. Who finds no room gives its leases back and looks again.
///
/// Example, a cap of $160 of which nothing is spent; a request can cost $0.01 and costs $0.001:
///
/// | what happens | written | free in the lease |
/// |---|---|---|
/// | the 32nd request of a second | its own hold; a lease of $0.64 | $0.64 |
/// | 30 requests begin | | $0.34 |
/// | they end | | $0.61 |
/// | a second is over | $0.03 spent, $0.03 leased anew | $0.64 |
/// | a second without requests is over | the lease is given back | |
/// | the process is killed instead | $0.64 count as spent | |
///
/// Safe for threads. No method waits for another thread's transaction while it holds the lock.
public final class Leases {
  /// A window that so many requests pass within a second is leased.
  public static final int BUSY = 32;

  private static final int MOST_WINDOWS = 1024;

  private final LeaseBook book;
  private final InstantSource clock;
  private final int busy;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<BudgetWindow, Lease> leases = new HashMap<>();
  private final Map<String, List<Part>> taken = new HashMap<>();
  private final Map<BudgetWindow, Integer> passed = new HashMap<>(); // in this second
  private long second;

  /// @param busy how many requests within a second make a lease worthwhile
  public Leases(LeaseBook book, InstantSource clock, int busy) {
    this.book = book;
    this.clock = clock;
    this.busy = busy;
  }

  /// What one request took of one lease.
  private record Part(Lease lease, Amount amount) {}

  /// Takes what a request can use out of the leases of all these windows, or of none.
  ///
  /// @param worst the most that it can cost and use, as one request
  /// @return whether it has; if not, it is to be written
  /// @throws io.signalbox.engine.store.StoreException if a lease is too small and more cannot be
  ///   written
  public boolean hold(String request, Collection<Claim> claims, Amount worst) {
    var tooSmall = new ArrayList<Part>();
    boolean leased = locked(() -> take(request, claims, worst, tooSmall));
    if (leased || tooSmall.isEmpty()) {
      return leased;
    }
    tooSmall.forEach(part -> turn(part.lease(), true, () -> !part.lease().has(part.amount())));
    return locked(() -> take(request, claims, worst, new ArrayList<>()));
  }

  private boolean take(
      String request, Collection<Claim> claims, Amount worst, List<Part> tooSmall) {
    var parts = new ArrayList<Part>(claims.size());
    for (Claim claim : claims) {
      Lease lease = leases.get(BudgetWindow.of(claim));
      var part = part(claim, worst);
      boolean fits = lease != null && lease.fits(part, limits(claim));
      if (lease == null || taken.containsKey(request) || !(fits || lease.mayGrow(part))) {
        tooSmall.clear();
        return false;
      }
      parts.add(new Part(lease, part));
      if (!fits) {
        tooSmall.add(new Part(lease, part));
      }
    }
    if (tooSmall.isEmpty()) {
      parts.forEach(part -> part.lease().take(part.amount()));
      taken.put(request, parts);
    }
    return tooSmall.isEmpty();
  }

  private static Amount part(Claim claim, Amount worst) {
    return new Amount(worst.pico(), worst.tokens(), claim.again() ? 0 : 1);
  }

  private static Amount limits(Claim claim) {
    return new Amount(
        claim.cap().map(Picodollars::of).orElse(Amount.UNLIMITED),
        claim.tokens().orElse(Amount.UNLIMITED),
        claim.requests().orElse(Amount.UNLIMITED));
  }

  /// The windows in which a request holds something here.
  public Set<BudgetWindow> holds(String request) {
    return locked(() ->
        taken.getOrDefault(request, List.of()).stream()
            .map(part -> part.lease().window)
            .collect(toSet()));
  }

  /// Puts what a request really cost in the place of what it took; nothing, if it took nothing.
  public void settle(String request, long pico, long tokens) {
    end(request, part -> part.lease().settle(part.amount(), pico, tokens));
  }

  /// Gives back what a request took, as if it had never come.
  public void release(String request) {
    end(request, part -> part.lease().release(part.amount()));
  }

  private void end(String request, Consumer<Part> how) {
    locked(() -> {
      List<Part> parts = taken.remove(request);
      if (parts != null) {
        parts.forEach(how);
      }
      return parts;
    });
  }

  /// A request was held by the book itself: a window that is busy gets a lease.
  public void passed(Collection<Claim> claims, Amount worst) {
    for (Claim claim : claims) {
      var begun = locked(() -> counted(claim) ? begin(claim, worst) : Optional.<Lease>empty());
      begun.ifPresent(lease -> turn(lease, true));
    }
  }

  private boolean counted(Claim claim) {
    long now = clock.millis() / 1000;
    if (now != second || passed.size() > MOST_WINDOWS) {
      second = now;
      passed.clear();
    }
    return passed.merge(BudgetWindow.of(claim), 1, Integer::sum) == busy;
  }

  private Optional<Lease> begin(Claim claim, Amount worst) {
    var window = BudgetWindow.of(claim);
    if (leases.containsKey(window) || leases.size() >= MOST_WINDOWS) {
      return Optional.empty();
    }
    var lease = new Lease(window, limits(claim), part(claim, worst));
    leases.put(window, lease);
    return Optional.of(lease);
  }

  /// Gives back what is free in the leases of these windows, because a request finds no room.
  ///
  /// @return whether there was anything
  public boolean giveBack(Collection<Claim> claims) {
    List<Lease> all =
        locked(() ->
            claims.stream()
                .flatMap(claim -> Optional.ofNullable(leases.get(BudgetWindow.of(claim))).stream())
                .toList());
    all.forEach(lease -> turn(lease, false));
    return !all.isEmpty();
  }

  /// To be called each second: books what was spent, and gives back what nobody uses.
  public void turn() {
    locked(() -> List.copyOf(leases.values()))
        .forEach(lease -> turn(lease, locked(lease::lookBack)));
  }

  /// To be called at the end: gives everything back but what requests in progress hold.
  public void close() {
    locked(() -> List.copyOf(leases.values())).forEach(lease -> turn(lease, false));
  }

  private void turn(Lease lease, boolean keeps) {
    turn(lease, keeps, () -> true);
  }

  /// @param stillDue asked once no other turn is under way: of many requests that find a lease too
  ///   small at the same moment only the first is to write
  private void turn(Lease lease, boolean keeps, BooleanSupplier stillDue) {
    lease.turning.lock();
    try {
      // Given back meanwhile, it would be granted what nobody sees.
      if (!locked(() -> leases.get(lease.window) == lease && stillDue.getAsBoolean())) {
        return;
      }
      LeaseBook.Turn turn = locked(() -> lease.begin(keeps));
      LeaseBook.Turned turned;
      try {
        turned = book.turn(turn);
      } catch (RuntimeException e) {
        locked(() -> {
          lease.undo(turn);
          return lease;
        });
        throw e;
      }
      locked(() -> {
        lease.end(turn, turned);
        return lease.isOver() && leases.remove(lease.window, lease);
      });
    } finally {
      lease.turning.unlock();
    }
  }

  /// What a leased window has seen, if that is known here.
  public Optional<WindowStanding> standing(BudgetWindow window) {
    return locked(
        () -> Optional.ofNullable(leases.get(window)).filter(Lease::isKnown).map(Lease::standing));
  }

  /// What a window has seen, of which the book says this now.
  ///
  /// @param book what it says, the lease counted as held
  public WindowStanding standing(BudgetWindow window, WindowStanding book) {
    return locked(
        () -> Optional.ofNullable(leases.get(window)).map(lease -> lease.know(book)).orElse(book));
  }

  /// Something of these windows was written besides their leases.
  public void doubt() {
    locked(() -> {
      leases.values().forEach(Lease::doubt);
      return leases;
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
