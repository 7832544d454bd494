package io.signalbox.app.comparison;

import io.signalbox.engine.api.Matrices;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.matrix.AnswerBench;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.util.List;

/// How far a run is, from its beginning to its end.
final class MatrixSteps {
  private MatrixSteps() {}

  static MatrixProgress begun(MatrixPlan plan) {
    return new MatrixProgress(0, plan.cells(), 0, 0, 0, Money.ZERO);
  }

  /// The same once more, so that views look again.
  static MatrixProgress again(MatrixProgress now) {
    return new MatrixProgress(
        now.done(), now.cells(), now.failed(), now.judged(), now.verdicts(), now.usd());
  }

  /// What came of a run.
  ///
  /// @param runs all of its comparison, on the same models
  record RunOutcome(MatrixReport report, List<MatrixHead> runs) {}

  /// Reads the disk.
  static RunOutcome ended(MatrixPlan plan, MatrixEnd end, Matrices matrices, AnswerBench bench) {
    List<MatrixHead> runs =
        matrices.runs().of(plan.file()).stream()
            .filter(head -> head.simulated() == plan.simulated())
            .toList();
    return new RunOutcome(MatrixReport.of(plan, end.record(), bench), runs);
  }
}
