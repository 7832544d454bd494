package io.signalbox.app.comparison;

import io.signalbox.engine.api.Matrices;
import io.signalbox.engine.api.Matrices.MatrixOpening;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.matrix.AnswerBench;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixJournal;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixReport;
import io.signalbox.engine.workspace.DiskText;
import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads comparisons and their runs from the disk: not for the UI thread.
///
/// @param simulated whether every model is played by the simulated provider
record MatrixLook(Matrices matrices, AnswerBench bench, boolean simulated) {
  /// What lies beside a graph.
  ///
  /// @param wanted the file that is shown, if it is there; else the first
  MatrixShown at(Path graph, Optional<Path> wanted) throws IOException {
    List<Path> files = MatrixFiles.beside(graph);
    Optional<Path> file = wanted.filter(files::contains).or(() -> files.stream().findFirst());
    return file.isEmpty() ? none() : of(files, file.get());
  }

  /// What is different from an earlier run.
  ///
  /// @throws IOException if that cannot be read
  MatrixDifference since(MatrixHead earlier, MatrixReport report) throws IOException {
    var old = MatrixJournal.read(matrices.runs().file(earlier.id())).under(report.plan());
    return MatrixDifference.of(MatrixReport.of(report.plan(), old, bench), report);
  }

  private static MatrixShown none() {
    return new MatrixShown(
        true,
        List.of(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private MatrixShown of(List<Path> files, Path file) throws IOException {
    String text = DiskText.read(file).text().orElse("");
    String name = String.valueOf(file.getFileName());
    MatrixOpening opening = matrices.open(file, ComparisonText.read(name, text), simulated);
    List<MatrixHead> runs =
        matrices.runs().of(file).stream().filter(head -> head.simulated() == simulated).toList();
    return new MatrixShown(
        true,
        files,
        Optional.of(file),
        text,
        Optional.of(opening),
        estimate(opening),
        runs,
        report(opening, runs),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Money> estimate(MatrixOpening opening) {
    return switch (opening) {
      case MatrixOpening.Ready ready -> matrices.estimate(ready.plan());
      case MatrixOpening.Failed failed -> Optional.empty();
    };
  }

  private Optional<MatrixReport> report(MatrixOpening opening, List<MatrixHead> runs)
      throws IOException {
    if (!(opening instanceof MatrixOpening.Ready ready) || runs.isEmpty()) {
      return Optional.empty();
    }
    MatrixPlan plan = ready.plan();
    Path file = matrices.runs().file(runs.getFirst().id());
    return Optional.of(MatrixReport.of(plan, MatrixJournal.read(file), bench));
  }
}
