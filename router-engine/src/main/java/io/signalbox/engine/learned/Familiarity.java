package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Whether a prompt is like those that were learned from: how close the closest of some of them is.
///
/// @param landmarks the vectors of some prompts that were learned from, each of length 1; without
///   an encoder, their hashed words, which tell less
/// @param least the closeness below which a prompt is strange
record Familiarity(float[][] landmarks, double least) {
  private static final int COUNT = 150;

  /// So many of the prompts that were learned from would count as strange.
  private static final double STRANGE = 0.01;

  /// @param scaled the rows that were learned from
  static Familiarity of(float[][] scaled, long seed) {
    int[] picked =
        new SplittableRandom(seed)
            .ints(0, scaled.length)
            .distinct()
            .limit(Math.min(COUNT, scaled.length))
            .toArray();
    float[][] landmarks =
        Arrays.stream(picked).mapToObj(row -> meaning(scaled[row])).toArray(float[][]::new);
    var all = new Familiarity(landmarks, -1);
    double[] sorted =
        IntStream.range(0, scaled.length)
            .mapToDouble(row -> all.closeness(scaled[row], at(picked, row)))
            .sorted()
            .toArray();
    return new Familiarity(landmarks, sorted[(int) (STRANGE * sorted.length)]);
  }

  private static int at(int[] picked, int row) {
    return IntStream.range(0, picked.length).filter(i -> picked[i] == row).findFirst().orElse(-1);
  }

  /// How many of a row's numbers count.
  static int width(int row) {
    int vector = row - Surface.SIZE - Grams.SIZE;
    return vector > 0 ? vector : Grams.SIZE;
  }

  private static float[] meaning(float[] scaled) {
    float[] part = Arrays.copyOfRange(scaled, scaled.length - width(scaled.length), scaled.length);
    float length = (float) Math.sqrt(Gram.dot(part, part));
    for (int j = 0; j < part.length; j++) {
      part[j] = length == 0 ? 0 : part[j] / length;
    }
    return part;
  }

  private double closeness(float[] scaled, int without) {
    float[] part = meaning(scaled);
    double most = -1;
    for (int i = 0; i < landmarks.length; i++) {
      most = i == without ? most : Math.max(most, Gram.dot(part, landmarks[i]));
    }
    return most;
  }

  boolean knows(float[] scaled) {
    return closeness(scaled, -1) >= least;
  }
}
