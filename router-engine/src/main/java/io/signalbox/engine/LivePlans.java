package io.signalbox.engine;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.plan.PlanBook;
import io.signalbox.engine.store.plan.PlanStanding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// The plans that the user has bought, as they stand now. The file is read when the first model is
/// looked at. Safe for threads.
final class LivePlans implements PlanMeter {
  private static final System.Logger LOG = System.getLogger(LivePlans.class.getName());

  private final Lazy<Plans> plans;
  private final PlanBook book;
  private final InstantSource clock;

  LivePlans(Path home, Supplier<Budgets> budgets, InstantSource clock) {
    this.plans = new Lazy<>(() -> found(home));
    this.book = new PlanBook(budgets, clock);
    this.clock = clock;
  }

  private static Plans found(Path home) {
    Plans found = Plans.load(home);
    found.problems().forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.line()));
    return found;
  }

  @Override
  public Inclusion enter(String id, Model model) {
    var plan = plans.get().of(model);
    return plan.map(each -> entered(id, each)).orElseGet(Inclusion.Apart::new);
  }

  private Inclusion entered(String id, PaidPlan plan) {
    try {
      return book.enter(id, plan) ? new Inclusion.Included(plan.id()) : usedUp(plan);
    } catch (StoreException e) {
      throw new Reservations.UnavailableException(
          e.getMessage() + " Until this is fixed, requests to models of a plan are rejected.", e);
    }
  }

  private Inclusion usedUp(PaidPlan plan) {
    return switch (plan.then()) {
      case PAY -> new Inclusion.Apart();
      case SKIP ->
          new Inclusion.UsedUp(
              book.standing(plan)
                  .why(clock.instant())
                  .orElse("the plan " + plan.id() + " is used up"));
    };
  }

  @Override
  public void settle(String id, Optional<Money> listed, long tokens) {
    book.settle(id, listed.orElse(Money.ZERO), tokens);
  }

  @Override
  public void release(String id) {
    book.release(id);
  }

  /// The plan that pays for calls of a model now; empty if none does.
  Optional<String> paying(Model model) {
    return plans
        .get()
        .of(model)
        .filter(plan -> book.standing(plan).usedUp().isEmpty())
        .map(PaidPlan::id);
  }

  /// What has been measured of a model, with what is left of its plan: one that is used up closes
  /// the model to calls.
  Health over(Model model, Health measured) {
    return plans.get().of(model).map(plan -> over(plan, measured)).orElse(measured);
  }

  private Health over(PaidPlan plan, Health measured) {
    PlanStanding standing = book.standing(plan);
    var why = standing.why(clock.instant());
    if (why.isPresent()) {
      return plan.then() == PaidPlan.Then.PAY ? measured : measured.closed(why.get());
    }
    double left = Math.min(standing.left(), measured.headroom().orElse(1));
    return plan.quotas().isEmpty() ? measured : measured.withHeadroom(OptionalDouble.of(left));
  }
}
