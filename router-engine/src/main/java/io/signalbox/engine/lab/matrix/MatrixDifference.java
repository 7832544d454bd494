package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.PairedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is different in a later run. Both are held against the same checks. Immutable.
///
/// @param before the earlier run
/// @param after the later run
/// @param columns models and graphs that both have, by their ids
public record MatrixDifference(
    MatrixReport before, MatrixReport after, List<ColumnChange> columns) {
  public MatrixDifference {
    columns = List.copyOf(columns);
  }

  /// A model or graph in both.
  ///
  /// @param both prompts that got an answer in both
  /// @param fixed those of them that passed only in the later one
  /// @param broken those of them that passed only in the earlier one
  /// @param comparison whether that is more than chance
  public record ColumnChange(
      MatrixColumn before,
      MatrixColumn after,
      int both,
      List<MatrixPrompt> fixed,
      List<MatrixPrompt> broken,
      Comparison comparison) {
    public ColumnChange {
      fixed = List.copyOf(fixed);
      broken = List.copyOf(broken);
    }
  }

  /// Works it out.
  ///
  /// @param before of the same plan, but perhaps with other answers
  public static MatrixDifference of(MatrixReport before, MatrixReport after) {
    var columns = new ArrayList<ColumnChange>();
    for (int i = 0; i < after.columns().size(); i++) {
      int at = i;
      column(before, after.columns().get(at).target().id())
          .ifPresent(old -> columns.add(change(before, old, after, at)));
    }
    return new MatrixDifference(before, after, columns);
  }

  private static Optional<Integer> column(MatrixReport report, String id) {
    for (int i = 0; i < report.columns().size(); i++) {
      if (report.columns().get(i).target().id().equals(id)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static ColumnChange change(MatrixReport before, int old, MatrixReport after, int column) {
    var fixed = new ArrayList<MatrixPrompt>();
    var broken = new ArrayList<MatrixPrompt>();
    var test = new PairedTest();
    int both = 0;
    for (int i = 0; i < Math.min(before.rows().size(), after.rows().size()); i++) {
      CheckedCell was = before.rows().get(i).get(old);
      CheckedCell is = after.rows().get(i).get(column);
      if (!isAnswered(was) || !isAnswered(is)) {
        continue;
      }
      both++;
      if (is.passed() != was.passed()) {
        (is.passed() ? fixed : broken).add(is.prompt());
      }
      test.add(is.passed() == was.passed() ? 0.5 : is.passed() ? 1 : 0);
    }
    return new ColumnChange(
        before.columns().get(old),
        after.columns().get(column),
        both,
        fixed,
        broken,
        test.comparison());
  }

  private static boolean isAnswered(CheckedCell cell) {
    return cell.cell().filter(MatrixCell::isAnswered).isPresent();
  }
}
