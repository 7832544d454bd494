package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.RoutingGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is to be asked of whom. Immutable.
///
/// @param file the comparison's file
/// @param title how people call it
/// @param graph whose models they are, and whose promises hold
/// @param usd the most that a run may cost; empty: no cap
/// @param parallel how many calls may be under way at once
/// @param seed draws the order in which a judge is shown answers
/// @param simulated whether every model is played by the simulated provider
public record MatrixPlan(
    Path file,
    String title,
    RoutingGraph graph,
    List<MatrixTarget> targets,
    List<MatrixPrompt> prompts,
    Optional<MatrixJudge> judge,
    Optional<Money> usd,
    int parallel,
    long seed,
    boolean simulated) {
  /// The most cells of a plan.
  public static final int MOST_CELLS = 100_000;

  public MatrixPlan {
    targets = List.copyOf(targets);
    prompts = List.copyOf(prompts);
  }

  /// How many answers are asked for.
  public int cells() {
    return targets.size() * prompts.size();
  }

  /// The same with another cap.
  public MatrixPlan capped(Optional<Money> cap) {
    return new MatrixPlan(
        file, title, graph, targets, prompts, judge, cap, parallel, seed, simulated);
  }

  /// The same with so many calls at once.
  public MatrixPlan inParallel(int calls) {
    return new MatrixPlan(file, title, graph, targets, prompts, judge, usd, calls, seed, simulated);
  }
}
