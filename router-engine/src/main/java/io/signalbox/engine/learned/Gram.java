package io.signalbox.engine.learned;

/// The products of a matrix's columns with each other, from which ridge regressions of any strength
/// are solved by conjugate gradients.
final class Gram {
  private static final int MOST_STEPS = 60;
  private static final double ENOUGH = 1e-6;

  private final float[][] products;

  private Gram(float[][] products) {
    this.products = products;
  }

  /// @param rows which of the matrix's rows count
  static Gram of(float[][] matrix, int[] rows) {
    int width = matrix[0].length;
    var products = new float[width][width];
    for (int row : rows) {
      float[] values = matrix[row];
      for (int i = 0; i < width; i++) {
        if (values[i] != 0) {
          addUpTo(i, products[i], values, values[i]);
        }
      }
    }
    mirror(products);
    return new Gram(products);
  }

  private static void addUpTo(int last, float[] to, float[] values, float factor) {
    for (int j = 0; j <= last; j++) {
      to[j] += factor * values[j];
    }
  }

  private static void mirror(float[][] products) {
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < i; j++) {
        products[j][i] = products[i][j];
      }
    }
  }

  Gram plus(Gram other) {
    return combined(other, 1);
  }

  Gram minus(Gram other) {
    return combined(other, -1);
  }

  private Gram combined(Gram other, float sign) {
    var combined = new float[products.length][];
    for (int i = 0; i < combined.length; i++) {
      combined[i] = products[i].clone();
      add(combined[i], other.products[i], sign);
    }
    return new Gram(combined);
  }

  /// Solves (products + strength · I) x = right.
  ///
  /// @param start where to begin
  float[] solved(float[] right, float strength, float[] start) {
    float[] x = start.clone();
    float[] rest = right.clone();
    add(rest, times(x, strength), -1);
    float[] direction = rest.clone();
    double size = dot(rest, rest);
    double enough = ENOUGH * dot(right, right);
    for (int step = 0; step < MOST_STEPS && size > enough; step++) {
      float[] image = times(direction, strength);
      float length = (float) (size / dot(direction, image));
      add(x, direction, length);
      add(rest, image, -length);
      double next = dot(rest, rest);
      turn(direction, rest, (float) (next / size));
      size = next;
    }
    return x;
  }

  private float[] times(float[] x, float strength) {
    var image = new float[x.length];
    add(image, x, strength);
    for (int i = 0; i < x.length; i++) {
      add(image, products[i], x[i]);
    }
    return image;
  }

  private static void turn(float[] direction, float[] rest, float factor) {
    for (int j = 0; j < rest.length; j++) {
      direction[j] = rest[j] + factor * direction[j];
    }
  }

  static void add(float[] to, float[] values, float factor) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * values[j];
    }
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) a[j] * b[j];
    }
    return sum;
  }
}
