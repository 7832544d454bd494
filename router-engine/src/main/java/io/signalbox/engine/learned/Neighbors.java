package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Predicts by the mean scores of the examples that are nearest to a prompt, by surface and vector:
/// hashed words make near what is only as long.
///
/// @param places the examples' scaled rows without their hashed words
/// @param scores by example, then model
record Neighbors(float[][] places, float[][] scores) {
  private static final int COUNT = 50;
  private static final int MOST = 2000;

  /// Which rows are kept as examples: all of them, or so many at random.
  static int[] kept(int rows, long seed) {
    return rows <= MOST
        ? IntStream.range(0, rows).toArray()
        : new SplittableRandom(seed).ints(0, rows).distinct().limit(MOST).sorted().toArray();
  }

  static Neighbors of(float[][] scaled, Targets targets, int[] kept) {
    return new Neighbors(
        Arrays.stream(kept).mapToObj(row -> place(scaled[row])).toArray(float[][]::new),
        Arrays.stream(kept).mapToObj(targets::row).toArray(float[][]::new));
  }

  private static float[] place(float[] scaled) {
    int skipped = Surface.SIZE + Grams.SIZE;
    var place = new float[scaled.length - Grams.SIZE];
    System.arraycopy(scaled, 0, place, 0, Surface.SIZE);
    System.arraycopy(scaled, skipped, place, Surface.SIZE, scaled.length - skipped);
    return place;
  }

  /// @param scaled the prompt's scaled row
  /// @param among which examples count, by their number
  double[] of(float[] scaled, IntPredicate among) {
    float[] place = place(scaled);
    double[] distance =
        IntStream.range(0, places.length)
            .mapToDouble(i -> among.test(i) ? distance(places[i], place) : Double.MAX_VALUE)
            .toArray();
    double[] sorted = distance.clone();
    Arrays.sort(sorted);
    long known = Arrays.stream(sorted).filter(each -> each < Double.MAX_VALUE).count();
    int count = (int) Math.min(COUNT, Math.max(1, known / 2));
    double farthest = sorted[Math.min(count, sorted.length) - 1];
    return mean(IntStream.range(0, distance.length).filter(i -> distance[i] <= farthest).toArray());
  }

  private static double distance(float[] a, float[] b) {
    float sum = 0;
    for (int j = 0; j < a.length; j++) {
      float off = a[j] - b[j];
      sum += off * off;
    }
    return sum;
  }

  private double[] mean(int[] nearest) {
    var mean = new double[scores[0].length];
    for (int i : nearest) {
      for (int m = 0; m < mean.length; m++) {
        mean[m] += scores[i][m] / nearest.length;
      }
    }
    return mean;
  }
}
