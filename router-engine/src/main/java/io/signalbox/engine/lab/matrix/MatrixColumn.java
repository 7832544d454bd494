package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.ScoreRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What came of all prompts at one model. Immutable.
///
/// @param asked prompts of which something came: an answer, or a failure
/// @param answered prompts with a whole answer
/// @param passed answers that pass all checks that are about them
/// @param range where the true pass rate lies with 95 % confidence, by Wilson's interval; empty if
///   nothing came
/// @param usd what all its calls cost together, as far as known
/// @param meanUsd what an answer costs on average; empty if no cost is known
/// @param unpriced answers whose cost is unknown
/// @param firstTokenMillis the median; empty if no answer had one
/// @param medianMillis the median until the end; empty without answers
/// @param p95Millis the 95th percentile of it; empty without answers
/// @param meanTokens of the completion; empty without answers
/// @param checks of each check how many answers passed it, in the plan's order
/// @param best whether no other passes more often for less: it is on the Pareto front
public record MatrixColumn(
    MatrixTarget target,
    int asked,
    int answered,
    int passed,
    Optional<ScoreRange> range,
    Money usd,
    Optional<Money> meanUsd,
    int unpriced,
    OptionalLong firstTokenMillis,
    OptionalLong medianMillis,
    OptionalLong p95Millis,
    OptionalDouble meanTokens,
    List<CheckTally> checks,
    boolean best) {
  public MatrixColumn {
    checks = List.copyOf(checks);
  }

  /// How answers did at one check.
  ///
  /// @param about answers that it is about
  public record CheckTally(String check, int passed, int about) {}

  /// The share of prompts asked that got an answer which passes: 0–1; empty if nothing came. A
  /// prompt that got no answer did not pass.
  public OptionalDouble rate() {
    return asked == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) passed / asked);
  }

  MatrixColumn best(boolean front) {
    return new MatrixColumn(
        target,
        asked,
        answered,
        passed,
        range,
        usd,
        meanUsd,
        unpriced,
        firstTokenMillis,
        medianMillis,
        p95Millis,
        meanTokens,
        checks,
        front);
  }
}
