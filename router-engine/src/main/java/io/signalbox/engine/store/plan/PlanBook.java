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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

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
    Instant now = clock.instant();
    var claims = new ArrayList<Claim>();
    plan.quotas()
        .forEach(quota ->
            claims.add(
                claim(
                    plan,
                    quota,
                    started(plan, quota, now).orElseGet(() -> begin(plan, quota, now)))));
    claims.add(month(plan, now));
    return budgets.get().hold(name(id), claims, WorstCase.NOTHING).isEmpty();
  }

  /// The first call of a window begins it for all.
  private Instant begin(PaidPlan plan, PlanQuota quota, Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    return begun.merge(
        key(plan, quota),
        start,
        (known, own) -> quota.per().endOf(known).isAfter(now) ? known : own);
  }

  private static String key(PaidPlan plan, PlanQuota quota) {
    return plan.id() + " " + quota.per().id();
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

  /// When the window of a quota began that holds a moment; empty if none does.
  private Optional<Instant> started(PaidPlan plan, PlanQuota quota, Instant now) {
    return switch (quota.per()) {
      case PlanPeriod.Calendar calendar ->
          Optional.of(calendar.window().startOf(now.atZone(ZoneOffset.UTC)).toInstant());
      case PlanPeriod.FromFirstCall span ->
          Optional.ofNullable(begun.get(key(plan, quota)))
              .filter(at -> holds(span, at, now))
              .or(() -> counted(plan, span, now));
    };
  }

  /// The window of a span that this or another process has counted in.
  private Optional<Instant> counted(PaidPlan plan, PlanPeriod.FromFirstCall span, Instant now) {
    return budgets
        .get()
        .latest(GRAPH, NODE + plan.id(), span.id(), SPAN)
        .filter(at -> holds(span, at, now));
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
    begun.clear(); // a window in which nothing was counted has not begun
  }

  /// How a plan stands.
  ///
  /// @throws io.signalbox.engine.store.StoreException if it cannot be read
  public PlanStanding standing(PaidPlan plan) {
    Instant now = clock.instant();
    var quotas = plan.quotas().stream().map(quota -> use(plan, quota, now)).toList();
    return new PlanStanding(plan, quotas, used(month(plan, now)));
  }

  private PlanStanding.QuotaUse use(PaidPlan plan, PlanQuota quota, Instant now) {
    var start = started(plan, quota, now);
    WindowUsage use = start.map(at -> used(claim(plan, quota, at))).orElse(WindowUsage.NONE);
    return new PlanStanding.QuotaUse(
        quota, use.requests(), use.tokens(), start.map(quota.per()::endOf));
  }

  private WindowUsage used(Claim claim) {
    return budgets
        .get()
        .used(claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart());
  }
}
