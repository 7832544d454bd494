package io.signalbox.app.comparison;

import io.signalbox.engine.api.Matrices.MatrixOpening;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is shown of comparisons on prompt sets. Immutable.
///
/// @param saved whether the graph lies in a file, so that comparisons can lie beside it
/// @param files the comparisons beside the graph
/// @param file the one that is shown; empty if there is none
/// @param text what the file holds
/// @param opening what came of opening it; empty without a file
/// @param usd what all answers will probably cost; empty if a price is unknown
/// @param runs its runs, the latest first, simulated or not as is wished
/// @param report of the run that is shown; empty if there is none
/// @param end how a run ended that was just made
/// @param since what is different from an earlier run; empty if that is not asked for
public record MatrixShown(
    boolean saved,
    List<Path> files,
    Optional<Path> file,
    String text,
    Optional<MatrixOpening> opening,
    Optional<Money> usd,
    List<MatrixHead> runs,
    Optional<MatrixReport> report,
    Optional<MatrixEnd> end,
    Optional<MatrixDifference> since) {
  /// The graph lies nowhere yet.
  static final MatrixShown NOTHING =
      new MatrixShown(
          false,
          List.of(),
          Optional.empty(),
          "",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public MatrixShown {
    files = List.copyOf(files);
    runs = List.copyOf(runs);
  }

  /// What can be run; empty if nothing can.
  public Optional<MatrixPlan> plan() {
    return opening
        .filter(MatrixOpening.Ready.class::isInstance)
        .map(each -> ((MatrixOpening.Ready) each).plan());
  }

  /// What is wrong with the file, for people.
  public List<String> problems() {
    return opening
        .filter(MatrixOpening.Failed.class::isInstance)
        .map(each -> ((MatrixOpening.Failed) each).problems())
        .orElse(List.of());
  }

  /// Whether the run that is shown lacks answers or verdicts that can be asked for.
  public boolean canResume() {
    return report
        .filter(each ->
            each.record().head().simulated() == each.plan().simulated()
                && each.record().answered(each.plan()) < each.plan().cells())
        .isPresent();
  }

  MatrixShown with(MatrixReport other, Optional<MatrixEnd> ending) {
    return new MatrixShown(
        saved, files, file, text, opening, usd, runs, Optional.of(other), ending, Optional.empty());
  }

  MatrixShown withRuns(List<MatrixHead> other) {
    return new MatrixShown(saved, files, file, text, opening, usd, other, report, end, since);
  }

  MatrixShown since(Optional<MatrixDifference> other) {
    return new MatrixShown(saved, files, file, text, opening, usd, runs, report, end, other);
  }
}
