package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Gradient-boosted trees over the surface of texts, for one model.
record Forest(double mean, List<Tree> trees) {
  private static final int ROUNDS = 100;
  private static final double RATE = 0.05;
  private static final int MOST_ROWS = 3000;

  /// @param rows by row, then by feature
  /// @param target by row
  /// @param learning the rows that are learned from
  static Forest grown(float[][] rows, double[] target, int[] learning, long seed) {
    double mean = Arrays.stream(learning).mapToDouble(row -> target[row]).average().orElse(0);
    var rest = new double[target.length];
    Arrays.setAll(rest, row -> target[row] - mean);
    float[][] edges = edges(rows, learning);
    byte[][] bins = bins(rows, edges);
    var random = new SplittableRandom(seed);
    var trees = new ArrayList<Tree>();
    for (int round = 0; round < ROUNDS; round++) {
      Tree tree = new TreeGrowth(bins, edges, rest).grown(some(learning, random));
      for (int row : learning) {
        rest[row] -= RATE * tree.of(rows[row]);
      }
      trees.add(tree);
    }
    return new Forest(mean, List.copyOf(trees));
  }

  private static int[] some(int[] rows, SplittableRandom random) {
    return rows.length <= MOST_ROWS
        ? rows
        : random.ints(MOST_ROWS, 0, rows.length).map(i -> rows[i]).sorted().toArray();
  }

  private static float[][] edges(float[][] rows, int[] learning) {
    var edges = new float[Surface.SIZE][];
    for (int f = 0; f < edges.length; f++) {
      int feature = f;
      double[] sorted =
          Arrays.stream(learning).mapToDouble(row -> rows[row][feature]).sorted().toArray();
      edges[f] = edges(sorted);
    }
    return edges;
  }

  private static float[] edges(double[] sorted) {
    var edges = new ArrayList<Float>();
    for (int bin = 1; bin < TreeGrowth.BINS; bin++) {
      float edge = (float) sorted[(int) ((long) bin * (sorted.length - 1) / TreeGrowth.BINS)];
      if ((edges.isEmpty() || edge > edges.getLast()) && edge < sorted[sorted.length - 1]) {
        edges.add(edge);
      }
    }
    var array = new float[edges.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = edges.get(i);
    }
    return array;
  }

  private static byte[][] bins(float[][] rows, float[][] edges) {
    var bins = new byte[edges.length][rows.length];
    for (int f = 0; f < edges.length; f++) {
      for (int row = 0; row < rows.length; row++) {
        int found = Arrays.binarySearch(edges[f], rows[row][f]);
        bins[f][row] = (byte) (found < 0 ? -found - 1 : found);
      }
    }
    return bins;
  }

  double of(float[] row) {
    double sum = mean;
    for (Tree tree : trees) {
      sum += RATE * tree.of(row);
    }
    return sum;
  }

  /// A small regression tree over the surface of a text, as arrays. A node's children have higher
  /// numbers than itself; a leaf's feature is -1.
  record Tree(int[] feature, float[] threshold, int[] left, int[] right, float[] value) {
    double of(float[] row) {
      int node = 0;
      while (feature[node] >= 0) {
        node = row[feature[node]] <= threshold[node] ? left[node] : right[node];
      }
      return value[node];
    }
  }
}
