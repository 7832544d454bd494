package io.signalbox.app.comparison;

import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.lab.matrix.JudgeTally;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Short texts for comparisons on prompt sets.
public final class MatrixWords {
  private MatrixWords() {}

  /// How a run ended.
  static String ended(MatrixPlan plan, MatrixEnd end) {
    if (end.isWhole()) {
      return plan.title() + ": all " + count(plan.cells()) + " answers are there.";
    }
    String why = end.stopped().map(each -> " Stopped: " + each + ".").orElse("");
    return plan.title() + ": " + count(end.left()) + " answers are missing." + why;
  }

  /// How far a run is.
  public static String progress(MatrixProgress progress) {
    String judge =
        progress.verdicts() == 0
            ? ""
            : " · " + count(progress.judged()) + " of " + count(progress.verdicts()) + " verdicts";
    String failed = progress.failed() == 0 ? "" : " · " + count(progress.failed()) + " failed";
    return count(progress.done())
        + " of "
        + count(progress.cells())
        + " answers"
        + judge
        + failed
        + " · "
        + progress.usd().shown();
  }

  /// A share, in percent with one digit.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  /// The same; a dash if there is none.
  public static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "–";
  }

  /// `84–99%`.
  public static String range(ScoreRange range) {
    return String.format(Locale.ROOT, "%.0f–%.0f%%", range.low() * 100, range.high() * 100);
  }

  /// `1.25 s`; a dash if there is none.
  public static String seconds(OptionalLong millis) {
    return millis.isPresent()
        ? String.format(Locale.ROOT, "%.2f s", millis.getAsLong() / 1_000.0)
        : "–";
  }

  /// `12 better, 3 worse, 5 ties`.
  public static String judge(JudgeTally tally) {
    String agreed =
        tally.twice() == 0
            ? ""
            : "; same verdict in both orders in " + tally.agreed() + " of " + tally.twice();
    return tally.better()
        + " better, "
        + tally.worse()
        + " worse, "
        + tally.ties()
        + " ties"
        + agreed;
  }

  /// `gpt: 85.0% → 90.0%, 3 fixed, 1 broken`.
  public static String change(MatrixDifference.ColumnChange change) {
    return change.after().target().id()
        + ": "
        + percent(change.before().rate())
        + " → "
        + percent(change.after().rate())
        + ", "
        + change.fixed().size()
        + " fixed, "
        + change.broken().size()
        + " broken"
        + (change.comparison().sure() ? ", more than chance" : "");
  }

  /// Answers that did not come: `3 without answer`; empty if all did.
  public static String missing(MatrixColumn column, int prompts) {
    int none = column.asked() - column.answered();
    int left = prompts - column.asked();
    String first = none == 0 ? "" : none + " without answer";
    String second = left == 0 ? "" : count(left) + " not asked";
    return first + (first.isEmpty() || second.isEmpty() ? "" : ", ") + second;
  }

  /// A count, with commas.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
