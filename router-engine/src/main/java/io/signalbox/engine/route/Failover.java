package io.signalbox.engine.route;

import io.signalbox.engine.chat.FailureClass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// A node on the route that has more targets if a call fails: decides whether the same model is
/// retried or the request fails over to the next one. Belongs to one route plan.
final class Failover {
  /// Failures after which a retry at the same model can help.
  private static final Set<FailureClass> PASSING =
      EnumSet.of(
          FailureClass.RATE_LIMITED,
          FailureClass.OVERLOADED,
          FailureClass.SERVER_ERROR,
          FailureClass.TIMEOUT,
          FailureClass.UNREACHABLE,
          FailureClass.INTERRUPTED);

  private final String node;
  private final RoutePosition origin;
  private final List<String> targets;
  private final List<String> labels;
  private final Set<FailureClass> on;
  private final int retries;
  private final int mostCalls;
  private Optional<Duration> hedgeAfter = Optional.empty();
  private Set<String> droppedBy = Set.of();
  private boolean continues;
  private boolean binding;
  private int index;
  private int retried;
  private int before; // the hedge
  private int calls;
  private Optional<Duration> total = Optional.empty();
  private LongSupplier clock = () -> 0;
  private long begun; // when the first call was offered, if one was
  private Optional<Duration> left = Optional.empty();

  Failover(
      String node,
      RoutePosition origin,
      List<String> targets,
      List<String> labels,
      Set<FailureClass> on,
      int retries,
      int mostCalls) {
    this.node = node;
    this.origin = origin;
    this.targets = targets;
    this.labels = labels;
    this.on = on;
    this.retries = retries;
    this.mostCalls = mostCalls;
  }

  /// Calls the next target as well after this silence.
  Failover hedging(Optional<Duration> after) {
    hedgeAfter = after;
    return this;
  }

  /// Lets the next target go on with an answer that breaks off, or not.
  Failover continuing(boolean midStream) {
    continues = midStream;
    return this;
  }

  /// Whether it may be gone on from here once an answer has begun: it continues answers, or was
  /// itself entered to continue this one.
  boolean mayGoOn() {
    return continues || origin.isBegun();
  }

  /// What it allows is the graph's own word, and binds whatever lies within.
  Failover binding(boolean said) {
    binding = said;
    return this;
  }

  /// All calls within it together have so much time, from the first of them on.
  ///
  /// @param nanos a clock for measuring, in nanoseconds
  Failover within(Optional<Duration> time, LongSupplier nanos) {
    total = time;
    clock = nanos;
    return this;
  }

  /// Whether it allows another call within it, whichever node makes it.
  boolean isOpen() {
    return isInTime() && (!binding || hasCallLeft());
  }

  private boolean isInTime() {
    return calls == 0 || total.isEmpty() || rest().isPositive();
  }

  private Duration rest() {
    return total.orElseThrow().minusNanos(clock.getAsLong() - begun);
  }

  /// How long the last call that was offered may take; empty if nothing is said of that.
  Optional<Duration> timeLeft() {
    return left;
  }

  /// Whether it lets the next target go on with an answer that breaks off.
  boolean continues() {
    return continues;
  }

  /// Budgets have dropped some of its targets.
  Failover droppedBy(Set<String> budgets) {
    droppedBy = budgets;
    return this;
  }

  /// The ids of the budgets that have dropped targets.
  Set<String> droppedBy() {
    return droppedBy;
  }

  /// The silence after which the next target is called as well; empty if none is.
  Optional<Duration> hedgeAfter() {
    return hasMore() ? hedgeAfter : Optional.empty();
  }

  /// The place that would be next.
  RoutePosition next() {
    return origin.to(targets.get(index + 1));
  }

  /// Goes to the next place while the one before is still called; none of both is retried.
  void hedged() {
    index++;
    before = retried;
    retried = retries;
  }

  /// The next place could not be called beside the one before.
  void notHedged() {
    index--;
    retried = before;
  }

  /// The place to go after a failure; empty if it is not for this node to catch, or no model is
  /// left.
  Optional<RoutePosition> after(FailureClass failure) {
    if (!on.contains(failure) || calls >= mostCalls) {
      return Optional.empty();
    }
    if (retried < retries && PASSING.contains(failure)) {
      retried++;
      return Optional.of(here());
    }
    return onward();
  }

  /// The next place, whatever happened.
  Optional<RoutePosition> onward() {
    if (!hasMore()) {
      return Optional.empty();
    }
    index++;
    retried = 0;
    return Optional.of(here());
  }

  boolean hasMore() {
    return index + 1 < targets.size() && calls < mostCalls;
  }

  boolean catches(FailureClass failure) {
    return on.contains(failure) && hasMore();
  }

  /// Whether it would go on after such a failure, had it more targets.
  boolean heeds(FailureClass failure) {
    return on.contains(failure) && calls < mostCalls;
  }

  boolean hasCallLeft() {
    return calls < mostCalls && isInTime();
  }

  int mostCalls() {
    return mostCalls;
  }

  boolean isRetry() {
    return retried > 0;
  }

  void called() {
    begun = calls == 0 ? clock.getAsLong() : begun;
    left = calls == 0 ? total : total.map(all -> rest());
    calls++;
  }

  void notCalled() {
    calls--;
  }

  RoutePosition here() {
    return origin.to(targets.get(index));
  }

  String node() {
    return node;
  }

  String label() {
    return labels.get(index);
  }
}
