package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Verdicts.Label;
import java.time.Instant;
import java.util.Optional;

/// What a judge said of one pair of answers. Immutable.
///
/// @param label `COPY`: the answer is better than that of the base; `ORIGINAL`: the base's is
/// @param targetFirst whether the answer was shown before that of the base
/// @param usd what the call cost; empty if unknown
public record MatrixVerdict(
    VerdictKey at, Label label, boolean targetFirst, Optional<Money> usd, Instant ended) {
  /// Who was asked about what.
  ///
  /// @param judge the key of a [MatrixJudge]
  /// @param cell whose answer it is
  /// @param base the key of the target whose answer it is compared with
  /// @param turn 0, or 1 for the second time, in the other order
  public record VerdictKey(String judge, MatrixCell.CellKey cell, String base, int turn) {}
}
