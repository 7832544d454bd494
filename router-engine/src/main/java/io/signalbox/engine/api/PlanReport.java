package io.signalbox.engine.api;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.store.plan.PlanBook;
import io.signalbox.engine.store.plan.PlanStanding;
import java.time.InstantSource;
import java.util.List;

/// The plans that the user has bought, how each stands, and what is wrong with their file.
/// Immutable.
///
/// @param problems then there are no plans
public record PlanReport(List<PlanStanding> plans, List<Problem> problems) {
  public PlanReport {
    plans = List.copyOf(plans);
    problems = List.copyOf(problems);
  }

  /// What stands in the file of an engine's home now. Its store is opened if there are plans.
  public static PlanReport of(Engine engine, InstantSource clock) {
    Plans found = Plans.load(engine.home());
    var book = new PlanBook(() -> engine.store().budgets(), clock);
    return new PlanReport(found.plans().stream().map(book::standing).toList(), found.problems());
  }
}
