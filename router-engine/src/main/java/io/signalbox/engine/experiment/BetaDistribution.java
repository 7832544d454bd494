package io.signalbox.engine.experiment;

/// What can be believed of a share after scores that add up to `a - 1` for and `b - 1` against it.
/// Immutable.
///
/// @param a above 0
/// @param b above 0
public record BetaDistribution(double a, double b) {
  private static final int HALVINGS = 40;
  private static final int MOST_TERMS = 300;
  private static final double TINY = 1e-300;
  private static final double EXACT = 1e-12;

  /// Lanczos' approximation with g = 7 and nine terms (Godfrey's coefficients).
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  public BetaDistribution {
    if (!(a > 0 && b > 0)) {
      throw new IllegalArgumentException("beta of " + a + " and " + b);
    }
  }

  /// The share that lies above this part of all that can be believed.
  ///
  /// @param part 0–1
  public double quantile(double part) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < part) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// How much of what can be believed lies below a share: the regularized incomplete beta function
  /// by its continued fraction (DLMF 8.17.22), evaluated by Lentz's method.
  ///
  /// @param share 0–1
  public double below(double share) {
    if (share <= 0 || share >= 1) {
      return share <= 0 ? 0 : 1;
    }
    if (share > (a + 1) / (a + b + 2)) { // there the fraction converges slowly
      return 1 - new BetaDistribution(b, a).below(1 - share);
    }
    double front = a * Math.log(share) + b * Math.log1p(-share) - logBeta(a, b);
    return Math.exp(front) / a / fraction(share);
  }

  /// 1 + d1/(1 + d2/(1 + …)).
  private double fraction(double x) {
    double value = 1;
    double c = 1;
    double d = 0;
    for (int i = 1; i <= MOST_TERMS; i++) {
      double term = term(i, x);
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      value *= c * d;
      if (Math.abs(c * d - 1) < EXACT) {
        break;
      }
    }
    return value;
  }

  private double term(int i, double x) {
    int m = i / 2;
    return i % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
  }

  private static double away(double fromZero) {
    return Math.abs(fromZero) < TINY ? TINY : fromZero;
  }

  /// The logarithm of the beta function.
  static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  private static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double base = x + 6.5;
    return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
  }
}
