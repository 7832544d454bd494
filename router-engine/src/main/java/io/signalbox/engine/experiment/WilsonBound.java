package io.signalbox.engine.experiment;

/// Wilson's lower bound of a share that was measured on some rows. It is on the safe side for
/// scores between right and wrong, too.
public final class WilsonBound {
  private WilsonBound() {}

  /// The standard deviations of 95 % confidence, to both sides.
  private static final double BOTH_SIDES = 1.959964;

  /// Where the true share lies with 95 % confidence.
  ///
  /// @param share the measured mean, 0–1
  /// @param rows how many it was measured on, at least 1
  public static ScoreRange both(double share, long rows) {
    return new ScoreRange(lower(share, rows, BOTH_SIDES), 1 - lower(1 - share, rows, BOTH_SIDES));
  }

  /// The lower bound.
  ///
  /// @param share the measured mean, 0–1
  /// @param rows how many it was measured on, at least 1
  /// @param z how sure, in standard deviations: [NormalQuantile]
  /// @return 0–1, never above the share if z is 0 or more
  public static double lower(double share, long rows, double z) {
    double middle = share + z * z / (2 * rows);
    double spread =
        z * Math.sqrt(Math.max(0, share * (1 - share)) / rows + z * z / (4.0 * rows * rows));
    return Math.max(0, (middle - spread) / (1 + z * z / rows));
  }
}
