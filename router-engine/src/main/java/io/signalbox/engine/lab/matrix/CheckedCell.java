package io.signalbox.engine.lab.matrix;

import java.util.List;
import java.util.Optional;

/// A prompt at a model, with what its checks say. Immutable.
///
/// @param cell what came; empty: nothing yet
/// @param checks empty without an answer
public record CheckedCell(
    MatrixTarget target, MatrixPrompt prompt, Optional<MatrixCell> cell, List<CheckResult> checks) {
  public CheckedCell {
    checks = List.copyOf(checks);
  }

  /// Whether an answer came that passes all checks that are about it.
  public boolean passed() {
    return cell.filter(MatrixCell::isAnswered).isPresent()
        && checks.stream().noneMatch(CheckResult::isFailed);
  }
}
