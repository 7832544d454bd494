package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Grows one tree by the greatest decrease of squared error, over values sorted into few bins.
final class TreeGrowth {
  /// The number of bins of a feature.
  static final int BINS = 32;

  private static final int DEPTH = 3;
  private static final int SMALLEST_LEAF = 20;

  /// Pulls the values of small leaves towards zero.
  private static final double SHRINK = 10;

  private final byte[][] bins;
  private final float[][] edges;
  private final double[] target;
  private final List<Integer> feature = new ArrayList<>();
  private final List<Float> threshold = new ArrayList<>();
  private final List<Integer> left = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();
  private final List<Float> value = new ArrayList<>();

  /// @param bins by feature, then by row
  /// @param edges by feature: the highest value in each bin but the last
  /// @param target by row
  TreeGrowth(byte[][] bins, float[][] edges, double[] target) {
    this.bins = bins;
    this.edges = edges;
    this.target = target;
  }

  private record Cut(int feature, int bin, double gain) {}

  Forest.Tree grown(int[] rows) {
    node(rows, DEPTH);
    return new Forest.Tree(
        ints(feature), floats(threshold), ints(left), ints(right), floats(value));
  }

  private int node(int[] rows, int depth) {
    int node = feature.size();
    double sum = Arrays.stream(rows).mapToDouble(row -> target[row]).sum();
    feature.add(-1);
    threshold.add(0f);
    left.add(-1);
    right.add(-1);
    value.add((float) (sum / (rows.length + SHRINK)));
    if (depth > 0 && rows.length >= 2 * SMALLEST_LEAF) {
      branch(node, rows, depth, best(rows, sum));
    }
    return node;
  }

  private void branch(int node, int[] rows, int depth, Cut cut) {
    if (cut.gain <= 0) {
      return;
    }
    byte[] column = bins[cut.feature];
    feature.set(node, cut.feature);
    threshold.set(node, edges[cut.feature][cut.bin]);
    int[] low = Arrays.stream(rows).filter(row -> column[row] <= cut.bin).toArray();
    int[] high = Arrays.stream(rows).filter(row -> column[row] > cut.bin).toArray();
    left.set(node, node(low, depth - 1));
    right.set(node, node(high, depth - 1));
  }

  private Cut best(int[] rows, double sum) {
    var best = new Cut(-1, -1, 0);
    for (int f = 0; f < bins.length; f++) {
      var sums = new double[BINS];
      var counts = new int[BINS];
      for (int row : rows) {
        sums[bins[f][row]] += target[row];
        counts[bins[f][row]]++;
      }
      Cut found = best(f, sums, counts, sum, rows.length);
      best = found.gain > best.gain ? found : best;
    }
    return best;
  }

  private Cut best(int f, double[] sums, int[] counts, double sum, int count) {
    var best = new Cut(-1, -1, 0);
    double below = 0;
    int many = 0;
    for (int bin = 0; bin < edges[f].length; bin++) {
      below += sums[bin];
      many += counts[bin];
      if (many >= SMALLEST_LEAF && count - many >= SMALLEST_LEAF) {
        double gain = worth(below, many) + worth(sum - below, count - many) - worth(sum, count);
        best = gain > best.gain ? new Cut(f, bin, gain) : best;
      }
    }
    return best;
  }

  private static double worth(double sum, int count) {
    return sum * sum / (count + SHRINK);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[] floats(List<Float> values) {
    var floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
