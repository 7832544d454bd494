package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All that a run has come to so far. Immutable.
///
/// @param cells the last result of each
/// @param unfinished calls that had begun and of which nothing is known, because the program ended;
///   with the most that each can have cost, empty if that is unknown
/// @param repeated how many calls were made again because of that
/// @param usd what all calls cost, as far as prices are known; of those that are lost, the most
///   that they can have cost
/// @param unpriced how many calls cost something unknown
public record MatrixRecord(
    MatrixHead head,
    Map<MatrixCell.CellKey, MatrixCell> cells,
    Map<MatrixVerdict.VerdictKey, MatrixVerdict> verdicts,
    Map<String, Optional<Money>> unfinished,
    int repeated,
    Money usd,
    int unpriced) {
  public MatrixRecord {
    cells = Map.copyOf(cells);
    verdicts = Map.copyOf(verdicts);
    unfinished = Map.copyOf(unfinished);
  }

  /// What came of a prompt at a model; empty if it was not asked, or nothing is known of it.
  public Optional<MatrixCell> cell(MatrixTarget target, MatrixPrompt prompt) {
    return Optional.ofNullable(cells.get(new MatrixCell.CellKey(target.key(), prompt.key())));
  }

  /// The same with the answers that models and prompts of the same names got, where there are none
  /// of exactly these: so that a run can be compared with one from before a model or a prompt was
  /// changed.
  public MatrixRecord under(MatrixPlan plan) {
    Map<String, MatrixCell> named = new HashMap<>();
    cells.values().stream()
        .sorted(Comparator.comparing(MatrixCell::ended))
        .forEach(cell -> named.put(name(cell.target(), cell.prompt()), cell));
    Map<MatrixCell.CellKey, MatrixCell> moved = new HashMap<>();
    for (MatrixPrompt prompt : plan.prompts()) {
      for (MatrixTarget target : plan.targets()) {
        cell(target, prompt)
            .or(() -> Optional.ofNullable(named.get(name(target.id(), prompt.name()))))
            .ifPresent(cell -> moved.put(new MatrixCell.CellKey(target.key(), prompt.key()), cell));
      }
    }
    return new MatrixRecord(head, moved, verdicts, unfinished, repeated, usd, unpriced);
  }

  private static String name(String target, String prompt) {
    return target.length() + ":" + target + prompt;
  }

  /// How many cells of a plan have an answer.
  public int answered(MatrixPlan plan) {
    int answered = 0;
    for (MatrixPrompt prompt : plan.prompts()) {
      for (MatrixTarget target : plan.targets()) {
        answered += cell(target, prompt).filter(MatrixCell::isAnswered).isPresent() ? 1 : 0;
      }
    }
    return answered;
  }
}
