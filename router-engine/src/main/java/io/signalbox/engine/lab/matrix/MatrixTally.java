package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Adds up what a journal says, line by line. For one thread at a time.
final class MatrixTally {
  private final MatrixHead head;
  private final Map<MatrixCell.CellKey, MatrixCell> cells = new HashMap<>();
  private final Map<MatrixVerdict.VerdictKey, MatrixVerdict> verdicts = new HashMap<>();
  private final Map<String, Optional<Money>> underWay = new LinkedHashMap<>();
  private int repeated;
  private Money usd = Money.ZERO;
  private int unpriced;

  MatrixTally(MatrixHead head) {
    this.head = head;
  }

  /// The name of a call for an answer.
  static String call(MatrixCell.CellKey key) {
    return key.target() + "/" + key.prompt();
  }

  /// The name of a call of a judge.
  static String call(MatrixVerdict.VerdictKey key) {
    return key.judge() + "/" + call(key.cell()) + "/" + key.base() + "/" + key.turn();
  }

  /// A call begins. If it had begun before and nothing is known of it, the program ended meanwhile:
  /// it may have been paid for.
  void asked(String call, Optional<Money> most) {
    Optional<Optional<Money>> lost = Optional.ofNullable(underWay.put(call, most));
    lost.ifPresent(each -> {
      repeated++;
      pay(Optional.empty(), each);
    });
  }

  /// An answer came, or none.
  void cell(MatrixCell cell) {
    cells.put(cell.at(), cell);
    ended(call(cell.at()), cell.usd());
  }

  /// A judge said something.
  void verdict(MatrixVerdict verdict) {
    verdicts.put(verdict.at(), verdict);
    ended(call(verdict.at()), verdict.usd());
  }

  /// A call came to its end.
  void ended(String call, Optional<Money> cost) {
    Optional<Money> most = Optional.ofNullable(underWay.remove(call)).flatMap(each -> each);
    pay(cost, most);
  }

  /// What is not known counts with the most that it can be.
  private void pay(Optional<Money> cost, Optional<Money> most) {
    unpriced += cost.isEmpty() ? 1 : 0;
    usd = usd.plus(cost.or(() -> most).orElse(Money.ZERO));
  }

  Money usd() {
    return usd;
  }

  MatrixRecord record() {
    return new MatrixRecord(head, cells, verdicts, underWay, repeated, usd, unpriced);
  }
}
