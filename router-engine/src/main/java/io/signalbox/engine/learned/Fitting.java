package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Fits a predictor, and predicts each row by one that has not seen it. How strongly the regression
/// is held back and how much the trees count is chosen by those predictions; for the rows of one
/// part, by those of the other parts.
final class Fitting {
  private static final int PARTS = 5;

  /// Strongest first, so that each solution is a good start for the next.
  private static final float[] STRENGTHS = {1000, 200, 80, 40};

  private static final List<Predictor.Shares> SHARES =
      List.of(
          new Predictor.Shares(0, 0),
          new Predictor.Shares(0, 0.25),
          new Predictor.Shares(0.25, 0),
          new Predictor.Shares(0.25, 0.25),
          new Predictor.Shares(0.4, 0.3));

  /// With fewer rows trees only repeat them.
  private static final int FEWEST_FOR_TREES = 100;

  private final float[][] rows;
  private final Targets targets;
  private final long seed;
  private final Scaling scaling;
  private final float[][] scaled;
  private final List<int[]> parts;
  private final Gram whole;

  /// By strength, then row, then model.
  private final double[][][] linear;

  /// By row, then model.
  private final double[][] trees;

  /// By row, then model.
  private final double[][] near;

  private final int[] examples;
  private final Neighbors neighbors;

  /// By part, then strength, then share.
  private final double[][][] errors = new double[PARTS][STRENGTHS.length][SHARES.size()];

  private record Pick(int strength, int share) {}

  /// @param rows as [Prompts] makes them
  Fitting(float[][] rows, Outcomes outcomes, long seed) {
    this.rows = rows;
    this.targets = Targets.of(outcomes);
    this.seed = seed;
    this.scaling = Scaling.fitted(rows);
    this.scaled = scaling.of(rows);
    this.linear = new double[STRENGTHS.length][rows.length][targets.models()];
    this.trees = new double[rows.length][targets.models()];
    this.near = new double[rows.length][];
    this.examples = Neighbors.kept(rows.length, seed);
    this.neighbors = Neighbors.of(scaled, targets, examples);
    this.parts =
        outcomes.parts(PARTS, seed).stream()
            .map(part -> part.stream().mapToInt(Integer::intValue).sorted().toArray())
            .toList();
    List<Gram> grams = parts.stream().map(part -> Gram.of(scaled, part)).toList();
    this.whole = grams.stream().reduce(Gram::plus).orElseThrow();
    for (int part = 0; part < PARTS; part++) {
      holdBack(part, whole.minus(grams.get(part)));
    }
  }

  private void holdBack(int part, Gram others) {
    int[] learning = without(part);
    for (int m = 0; m < targets.models(); m++) {
      double mean = targets.mean(m, learning);
      List<float[]> solutions = solutions(others, m, mean, learning);
      Forest forest = forest(m, learning);
      for (int row : parts.get(part)) {
        trees[row][m] = forest.of(rows[row]);
        for (int s = 0; s < STRENGTHS.length; s++) {
          linear[s][row][m] = mean + Gram.dot(scaled[row], solutions.get(s));
        }
      }
    }
    nearest(part, learning);
    measure(part);
  }

  private void nearest(int part, int[] learning) {
    var seen = new BitSet();
    Arrays.stream(learning).forEach(seen::set);
    for (int row : parts.get(part)) {
      near[row] = neighbors.of(scaled[row], example -> seen.get(examples[example]));
    }
  }

  private int[] without(int part) {
    return IntStream.range(0, PARTS)
        .filter(each -> each != part)
        .flatMap(each -> Arrays.stream(parts.get(each)))
        .sorted()
        .toArray();
  }

  private List<float[]> solutions(Gram gram, int model, double mean, int[] learning) {
    var right = new float[scaled[0].length];
    for (int row : learning) {
      Gram.add(right, scaled[row], (float) (targets.of(row, model) - mean));
    }
    var solutions = new ArrayList<float[]>();
    var start = new float[right.length];
    for (float strength : STRENGTHS) {
      start = gram.solved(right, strength, start);
      solutions.add(start);
    }
    return solutions;
  }

  private Forest forest(int model, int[] learning) {
    return learning.length < FEWEST_FOR_TREES
        ? new Forest(targets.mean(model, learning), List.of())
        : Forest.grown(rows, targets.column(model), learning, seed + model);
  }

  private void measure(int part) {
    for (int s = 0; s < STRENGTHS.length; s++) {
      for (int h = 0; h < SHARES.size(); h++) {
        var pick = new Pick(s, h);
        for (int row : parts.get(part)) {
          errors[part][s][h] += targets.error(row, held(row, pick));
        }
      }
    }
  }

  private double[] held(int row, Pick pick) {
    var held = new double[targets.models()];
    Arrays.setAll(
        held,
        m ->
            SHARES
                .get(pick.share)
                .mixed(linear[pick.strength][row][m], trees[row][m], near[row][m]));
    return held;
  }

  /// The predictions of each row, by model, by a predictor that has not seen it.
  double[][] held() {
    var held = new double[rows.length][];
    for (int part = 0; part < PARTS; part++) {
      Pick pick = best(part);
      for (int row : parts.get(part)) {
        held[row] = held(row, pick);
      }
    }
    return held;
  }

  /// The regression alone, unless a mixture is better by more than the parts differ.
  private Pick best(int without) {
    Pick plain = best(without, 0, 1);
    Pick mixed = best(without, 1, SHARES.size());
    double[] gains =
        IntStream.range(0, PARTS)
            .filter(part -> part != without)
            .mapToDouble(part -> error(plain, part) - error(mixed, part))
            .toArray();
    double mean = Arrays.stream(gains).average().orElse(0);
    double square = Arrays.stream(gains).map(gain -> Math.pow(gain - mean, 2)).sum();
    double chance = Math.sqrt(square / (gains.length - 1) / gains.length);
    return mean > chance ? mixed : plain;
  }

  private Pick best(int without, int fromShare, int toShare) {
    var best = new Pick(0, fromShare);
    for (int s = 0; s < STRENGTHS.length; s++) {
      for (int h = fromShare; h < toShare; h++) {
        var pick = new Pick(s, h);
        best = errors(pick, without) < errors(best, without) ? pick : best;
      }
    }
    return best;
  }

  private double error(Pick pick, int part) {
    return errors[part][pick.strength][pick.share];
  }

  private double errors(Pick pick, int without) {
    return IntStream.range(0, PARTS)
        .filter(part -> part != without)
        .mapToDouble(part -> error(pick, part))
        .sum();
  }

  /// The predictor that has seen all rows.
  Predictor predictor() {
    Pick pick = best(-1);
    int[] all = IntStream.range(0, rows.length).toArray();
    var means = new double[targets.models()];
    var weights = new float[targets.models()][];
    var forests = new ArrayList<Forest>();
    for (int m = 0; m < means.length; m++) {
      means[m] = targets.mean(m, all);
      weights[m] = solutions(whole, m, means[m], all).get(pick.strength);
      forests.add(forest(m, all));
    }
    return new Predictor(
        scaling, means, weights, List.copyOf(forests), neighbors, SHARES.get(pick.share));
  }
}
