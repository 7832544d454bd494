package io.signalbox.engine.learned;

/// Brings the parts of a row to comparable sizes: each value around the mean of the training rows,
/// each part with a fixed share of the row's length.
///
/// @param mean what is subtracted
/// @param factor what is multiplied with
record Scaling(float[] mean, float[] factor) {
  private static final double SURFACE = 0.5;
  private static final double GRAMS = 1;
  private static final double VECTOR = 1;
  private static final double SMALL = 1e-6;

  /// Farther out than so many standard deviations is not seen any more.
  private static final float MOST = 4;

  static Scaling fitted(float[][] rows) {
    int width = rows[0].length;
    double[] mean = mean(rows, width);
    double[] spread = spread(rows, mean);
    var factor = new float[width];
    for (int j = 0; j < Surface.SIZE; j++) {
      boolean constant = spread[j] < SMALL;
      factor[j] = constant ? 0 : (float) (Math.sqrt(SURFACE / Surface.SIZE) / spread[j]);
    }
    part(factor, spread, Surface.SIZE, Surface.SIZE + Grams.SIZE, GRAMS);
    part(factor, spread, Surface.SIZE + Grams.SIZE, width, VECTOR);
    return new Scaling(floats(mean), factor);
  }

  /// Hashed counts and vectors keep their shape: one factor for the whole part.
  private static void part(float[] factor, double[] spread, int from, int to, double weight) {
    double squares = 0;
    for (int j = from; j < to; j++) {
      squares += spread[j] * spread[j];
    }
    for (int j = from; j < to; j++) {
      factor[j] = squares < SMALL ? 0 : (float) Math.sqrt(weight / squares);
    }
  }

  private static double[] mean(float[][] rows, int width) {
    var mean = new double[width];
    for (float[] row : rows) {
      for (int j = 0; j < width; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    return mean;
  }

  private static double[] spread(float[][] rows, double[] mean) {
    var spread = new double[mean.length];
    for (float[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        double off = row[j] - mean[j];
        spread[j] += off * off / rows.length;
      }
    }
    for (int j = 0; j < mean.length; j++) {
      spread[j] = Math.sqrt(spread[j]);
    }
    return spread;
  }

  private static float[] floats(double[] values) {
    var floats = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      floats[j] = (float) values[j];
    }
    return floats;
  }

  float[] of(float[] row) {
    var scaled = new float[row.length];
    float bound = MOST * (float) Math.sqrt(SURFACE / Surface.SIZE);
    for (int j = 0; j < row.length; j++) {
      float value = (row[j] - mean[j]) * factor[j];
      scaled[j] = j < Surface.SIZE ? Math.clamp(value, -bound, bound) : value;
    }
    return scaled;
  }

  float[][] of(float[][] rows) {
    var scaled = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = of(rows[i]);
    }
    return scaled;
  }
}
