package io.signalbox.engine.intent;

/// Turns how familiar a text is into a share: 0.5 where texts of the classes and others are as
/// likely. A logistic curve, fitted as Platt did ("Probabilistic outputs for support vector
/// machines", 1999), both kinds weighing the same.
///
/// @param middle the familiarity that becomes 0.5
/// @param slope how fast it rises there, above zero
record Scale(double middle, double slope) {
  private static final int STEPS = 50;

  /// Keeps the curve finite where the two kinds do not overlap.
  private static final double STIFFNESS = 1e-3;

  private static final double LEAST_SLOPE = 0.1;

  double share(double familiarity) {
    return 1 / (1 + Math.exp(-slope * (familiarity - middle)));
  }

  /// @param known how familiar texts of the classes are, at least one
  /// @param unknown how familiar others are, at least one
  static Scale between(double[] known, double[] unknown) {
    double low = mean(unknown);
    double high = mean(known);
    double unit = Math.max(1e-6, Math.abs(high - low) / 2);
    double middle = (high + low) / 2;
    var curve = new double[] {1, 0};
    for (int i = 0; i < STEPS; i++) {
      var sums = new double[5];
      add(sums, known, true, middle, unit, curve);
      add(sums, unknown, false, middle, unit, curve);
      step(curve, sums);
    }
    double slope = Math.max(LEAST_SLOPE, curve[0] / unit);
    return new Scale(curve[0] <= 0 ? middle : middle - curve[1] * unit / curve[0], slope);
  }

  /// Adds one kind's part to the gradient (2 numbers) and curvature (3) of the loss.
  private static void add(
      double[] sums, double[] all, boolean known, double middle, double unit, double[] curve) {
    double target = (known ? all.length + 1.0 : 1.0) / (all.length + 2);
    for (double each : all) {
      double x = (each - middle) / unit;
      double p = 1 / (1 + Math.exp(-(curve[0] * x + curve[1])));
      double off = (p - target) / all.length;
      double bend = p * (1 - p) / all.length;
      sums[0] += off * x;
      sums[1] += off;
      sums[2] += bend * x * x;
      sums[3] += bend * x;
      sums[4] += bend;
    }
  }

  /// Newton's step.
  private static void step(double[] curve, double[] sums) {
    double slope = sums[0] + STIFFNESS * curve[0];
    double a = sums[2] + STIFFNESS;
    double b = sums[3];
    double c = sums[4] + STIFFNESS;
    double determinant = a * c - b * b;
    curve[0] -= (c * slope - b * sums[1]) / determinant;
    curve[1] -= (a * sums[1] - b * slope) / determinant;
  }

  private static double mean(double[] all) {
    double sum = 0;
    for (double each : all) {
      sum += each;
    }
    return sum / all.length;
  }
}
