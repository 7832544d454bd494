package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a router by the length of the prompt alone would predict: a straight line over the
/// logarithm of the number of words.
///
/// @param base by model: where the line begins
/// @param slope by model
record LengthLine(double[] base, double[] slope) {
  /// The place of the logarithm of the number of words in a row.
  private static final int WORDS = 1;

  private static final double SMALL = 1e-9;

  static LengthLine of(Outcomes outcomes, float[][] rows) {
    int models = outcomes.models().size();
    var line = new LengthLine(new double[models], new double[models]);
    for (int m = 0; m < models; m++) {
      line.fit(outcomes, rows, m);
    }
    return line;
  }

  private void fit(Outcomes outcomes, float[][] rows, int model) {
    int[] known =
        IntStream.range(0, rows.length)
            .filter(row -> !Double.isNaN(outcomes.score(row, model)))
            .toArray();
    double words = Arrays.stream(known).mapToDouble(row -> rows[row][WORDS]).average().orElse(0);
    double score = outcomes.meanScore(model);
    double both = 0;
    double square = SMALL;
    for (int row : known) {
      double off = rows[row][WORDS] - words;
      both += off * (outcomes.score(row, model) - score);
      square += off * off;
    }
    slope[model] = both / square;
    base[model] = score - slope[model] * words;
  }

  double[] of(float[] row) {
    var predicted = new double[base.length];
    Arrays.setAll(predicted, m -> base[m] + slope[m] * row[WORDS]);
    return predicted;
  }
}
