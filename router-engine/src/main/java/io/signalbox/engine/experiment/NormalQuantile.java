package io.signalbox.engine.experiment;

/// Quantiles of the normal distribution.
public final class NormalQuantile {
  private static final double STEP = 1e-3;

  private NormalQuantile() {}

  /// How many standard deviations lie below a share of all values, by Winitzki's approximation of
  /// the inverse error function (off by less than 0.004 in what is used here).
  ///
  /// @param share above 0 and below 1
  public static double of(double share) {
    double p = Math.clamp(share, STEP, 1 - STEP);
    double x = 2 * p - 1;
    double a = 0.147;
    double log = Math.log(1 - x * x);
    double half = 2 / (Math.PI * a) + log / 2;
    double inverse = Math.sqrt(Math.sqrt(half * half - log / a) - half);
    return Math.copySign(inverse * Math.sqrt(2), x);
  }
}
