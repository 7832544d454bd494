package io.signalbox.engine.store.plan;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.PlanPeriod;
import io.signalbox.engine.plan.PlanQuota;
import io.signalbox.engine.store.Budgets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// What is used of plans. Each quota is a window of the budgets, so that it survives a restart and
/// all processes of a home count together. Safe for threads.
public final class PlanBook {
  /// No graph has this name, and no node an id with a colon.
  private static final String GRAPH = "";

  private static final String NODE = "plan:";

  /// Windows that begin with a call are none of the calendar; the store keeps those of hours.
  private static final Window SPAN = Window.HOUR;

  private static final String MONTH = "in all";

  private final Supplier<Budgets> budgets;
  private final InstantSource clock;

  /// When spans began that this process has counted in or found; one in which nothing is counted
  /// any more has not begun.
  private final Map<Span, Instant> begun = new ConcurrentHashMap<>();

  /// Calls are counted side by side in spans that have begun, and alone where one begins: else two
  /// calls could begin it at different moments.
  private final ReadWriteLock beginning = new ReentrantReadWriteLock();

  private record Span(String plan, PlanPeriod.FromFirstCall period) {}

  /// A window that counts now, and what it has counted.
  private record Running(Instant start, WindowUsage used) {}

  /// @param budgets opened when the first call is counted
  public PlanBook(Supplier<Budgets> budgets, InstantSource clock) {
    this.budgets = budgets;
    this.clock = clock;
  }

  /// Counts a call, in all quotas or in none.
  ///
  /// @param id names it until it is settled or released
  /// @return whether there was room
  /// @throws io.signalbox.engine.store.StoreException if it cannot be written
  public boolean enter(String id, PaidPlan plan) {
    return enteredWhereAllHaveBegun(id, plan).orElseGet(() -> enteredAlone(id, plan));
  }

  /// Whether there was room; empty if a span would begin.
  private Optional<Boolean> enteredWhereAllHaveBegun(String id, PaidPlan plan) {
    beginning.readLock().lock();
    try {
      Instant now = clock.instant();
      Map<PlanQuota, Running> running = running(plan, now);
      if (isUsedUp(running)) {
        return Optional.of(false);
      }
      return running.size() < plan.quotas().size()
          ? Optional.empty()
          : Optional.of(held(id, plan, running, now));
    } finally {
      beginning.readLock().unlock();
    }
  }

  private boolean enteredAlone(String id, PaidPlan plan) {
    beginning.writeLock().lock();
    try {
      Instant now = clock.instant();
      Map<PlanQuota, Running> running = running(plan, now);
      if (isUsedUp(running) || !held(id, plan, running, now)) {
        return false;
      }
      for (PlanQuota quota : plan.quotas()) {
        if (quota.per() instanceof PlanPeriod.FromFirstCall period) {
          begun.put(new Span(plan.id(), period), start(running, quota, now));
        }
      }
      return true;
    } finally {
      beginning.writeLock().unlock();
    }
  }

  /// The windows of a plan's quotas that count now; those that have not begun are left out.
  private Map<PlanQuota, Running> running(PaidPlan plan, Instant now) {
    var running = new HashMap<PlanQuota, Running>();
    for (PlanQuota quota : plan.quotas()) {
      running(plan, quota, now).ifPresent(found -> running.put(quota, found));
    }
    return running;
  }

  /// A quota of tokens that is used to the last is used up, although a call that holds none would
  /// fit.
  private static boolean isUsedUp(Map<PlanQuota, Running> running) {
    return running.entrySet().stream()
        .anyMatch(each -> use(each.getKey(), Optional.of(each.getValue())).isUsedUp());
  }

  private boolean held(String id, PaidPlan plan, Map<PlanQuota, Running> running, Instant now) {
    var claims = new ArrayList<Claim>();
    for (PlanQuota quota : plan.quotas()) {
      claims.add(claim(plan, quota, start(running, quota, now)));
    }
    claims.add(month(plan, now));
    return budgets.get().hold(name(id), claims, WorstCase.NOTHING).isEmpty();
  }

  /// The first call of a window begins it for all.
  private static Instant start(Map<PlanQuota, Running> running, PlanQuota quota, Instant now) {
    return Optional.ofNullable(running.get(quota))
        .map(Running::start)
        .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String name(String id) {
    return "plan of " + id;
  }

  private static Claim claim(PaidPlan plan, PlanQuota quota, Instant start) {
    return claim(plan, quota.per().id(), window(quota), start, quota.requests(), quota.tokens());
  }

  private static Claim claim(
      PaidPlan plan,
      String key,
      Window window,
      Instant start,
      OptionalLong requests,
      OptionalLong tokens) {
    return new Claim(
        GRAPH, NODE + plan.id(), key, window, start, Optional.empty(), requests, tokens, false);
  }

  private static Claim month(PaidPlan plan, Instant now) {
    Instant start = Window.MONTH.startOf(now.atZone(ZoneOffset.UTC)).toInstant();
    return claim(plan, MONTH, Window.MONTH, start, OptionalLong.empty(), OptionalLong.empty());
  }

  private static Window window(PlanQuota quota) {
    return switch (quota.per()) {
      case PlanPeriod.Calendar calendar -> calendar.window();
      case PlanPeriod.FromFirstCall span -> SPAN;
    };
  }

  /// The window of a quota that holds a moment; empty if none does.
  private Optional<Running> running(PaidPlan plan, PlanQuota quota, Instant now) {
    return switch (quota.per()) {
      case PlanPeriod.Calendar calendar ->
          Optional.of(
              from(plan, quota, calendar.window().startOf(now.atZone(ZoneOffset.UTC)).toInstant()));
      case PlanPeriod.FromFirstCall period -> {
        var span = new Span(plan.id(), period);
        yield Optional.ofNullable(begun.get(span))
            .flatMap(at -> counting(plan, quota, period, at, now))
            .or(() -> found(plan, quota, period, now));
      }
    };
  }

  /// The window of a span that this or another process has counted in.
  private Optional<Running> found(
      PaidPlan plan, PlanQuota quota, PlanPeriod.FromFirstCall period, Instant now) {
    var found =
        budgets
            .get()
            .latest(GRAPH, NODE + plan.id(), period.id(), SPAN)
            .flatMap(at -> counting(plan, quota, period, at, now));
    found.ifPresent(each -> begun.put(new Span(plan.id(), period), each.start()));
    return found;
  }

  private Optional<Running> counting(
      PaidPlan plan, PlanQuota quota, PlanPeriod.FromFirstCall period, Instant at, Instant now) {
    return holds(period, at, now)
        ? Optional.of(from(plan, quota, at))
            .filter(each -> each.used().requests() > 0 || each.used().tokens() > 0)
        : Optional.empty();
  }

  private Running from(PaidPlan plan, PlanQuota quota, Instant start) {
    return new Running(start, used(claim(plan, quota, start)));
  }

  private static boolean holds(PlanPeriod.FromFirstCall span, Instant start, Instant now) {
    return !start.isAfter(now) && span.endOf(start).isAfter(now);
  }

  /// A counted call has ended.
  ///
  /// @param listed what it would have cost by the token
  public void settle(String id, Money listed, long tokens) {
    budgets.get().settle(name(id), listed, tokens);
  }

  /// A counted call is given back, as if it had never come.
  public void release(String id) {
    budgets.get().release(name(id));
  }

  /// How a plan stands.
  ///
  /// @throws io.signalbox.engine.store.StoreException if it cannot be read
  public PlanStanding standing(PaidPlan plan) {
    Instant now = clock.instant();
    var quotas =
        plan.quotas().stream().map(quota -> use(quota, running(plan, quota, now))).toList();
    return new PlanStanding(plan, quotas, used(month(plan, now)));
  }

  private static PlanStanding.QuotaUse use(PlanQuota quota, Optional<Running> running) {
    WindowUsage use = running.map(Running::used).orElse(WindowUsage.NONE);
    return new PlanStanding.QuotaUse(
        quota, use.requests(), use.tokens(), running.map(each -> quota.per().endOf(each.start())));
  }

  private WindowUsage used(Claim claim) {
    return budgets
        .get()
        .used(claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart());
  }
}
