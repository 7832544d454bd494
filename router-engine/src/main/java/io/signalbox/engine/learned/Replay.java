package io.signalbox.engine.learned;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Plays choices through on prompts with known outcomes. A prompt counts only if all models have a
/// score for it.
final class Replay {
  private static final double Z = 1.96;

  private final Outcomes outcomes;
  private final Prices prices;
  private final int[] rows;

  Replay(Outcomes outcomes, Prices prices) {
    this.outcomes = outcomes;
    this.prices = prices;
    this.rows = IntStream.range(0, outcomes.size()).filter(this::isWhole).toArray();
  }

  private boolean isWhole(int row) {
    return IntStream.range(0, outcomes.models().size())
        .noneMatch(m -> Double.isNaN(outcomes.score(row, m)));
  }

  /// The rows that count.
  int[] rows() {
    return rows;
  }

  /// @param choice the model for a row; below 0 for the best single one
  Proof proof(IntUnaryOperator choice) {
    return proof(choice, prices.best());
  }

  /// @param choice the model for a row; below 0 where it declines
  /// @param otherwise the model that answers then
  Proof proof(IntUnaryOperator choice, int otherwise) {
    int n = rows.length;
    double router = 0;
    double best = 0;
    double squares = 0;
    double cost = 0;
    double bestCost = 0;
    double moved = 0;
    double declined = 0;
    for (int row : rows) {
      int made = choice.applyAsInt(row);
      int chosen = made < 0 ? otherwise : made;
      double gain = outcomes.score(row, chosen) - outcomes.score(row, prices.best());
      router += outcomes.score(row, chosen) / n;
      best += outcomes.score(row, prices.best()) / n;
      squares += gain * gain / n;
      cost += prices.of(outcomes, row, chosen) / n;
      bestCost += prices.of(outcomes, row, prices.best()) / n;
      moved += chosen == prices.best() ? 0 : 1.0 / n;
      declined += made < 0 ? 1.0 / n : 0;
    }
    double gain = router - best;
    double half = Z * Math.sqrt(Math.max(0, squares - gain * gain) / Math.max(1, n));
    return new Proof(n, router, best, gain - half, gain + half, cost, bestCost, moved, declined);
  }
}
