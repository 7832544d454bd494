package io.signalbox.engine.intent;

import java.util.List;

/// Rows of numbers of one length. Sums run along rows, which the compiler makes vector instructions
/// of; sums across would not be. Immutable.
final class Rows {
  private final float[][] rows;
  private final int width;

  /// @param rows at least one, all of one length; not copied
  Rows(float[][] rows) {
    this.rows = rows;
    this.width = rows[0].length;
  }

  static Rows of(List<float[]> rows) {
    return new Rows(rows.toArray(float[][]::new));
  }

  int count() {
    return rows.length;
  }

  int width() {
    return width;
  }

  /// Columns become rows.
  Rows transposed() {
    var turned = new float[width][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        turned[j][i] = rows[i][j];
      }
    }
    return new Rows(turned);
  }

  /// The sum of all rows, each times its weight.
  float[] combined(float[] weights) {
    var sum = new float[width];
    int i = 0;
    for (; i + 3 < rows.length; i += 4) {
      addFour(sum, weights, i);
    }
    for (; i < rows.length; i++) {
      add(sum, weights[i], rows[i]);
    }
    return sum;
  }

  private void addFour(float[] sum, float[] weights, int i) {
    float wa = weights[i];
    float wb = weights[i + 1];
    float wc = weights[i + 2];
    float wd = weights[i + 3];
    float[] a = rows[i];
    float[] b = rows[i + 1];
    float[] c = rows[i + 2];
    float[] d = rows[i + 3];
    for (int j = 0; j < sum.length; j++) {
      sum[j] += wa * a[j] + wb * b[j] + wc * c[j] + wd * d[j];
    }
  }

  private static void add(float[] sum, float weight, float[] row) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += weight * row[j];
    }
  }
}
