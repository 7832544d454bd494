package io.signalbox.engine.experiment;

/// Scores from 0 to 1, added up. Immutable.
///
/// @param count how many, 0 or more
/// @param sum their sum, 0 to `count`
public record Scores(long count, double sum) {
  /// None.
  public static final Scores NONE = new Scores(0, 0);

  private static final int HALVINGS = 50;

  /// These and one more.
  public Scores and(double score) {
    return new Scores(count + 1, sum + score);
  }

  /// Their mean; a half if there is none.
  public double mean() {
    return count == 0 ? 0.5 : sum / count;
  }

  /// Where the true mean lies, however often this is looked at: with this confidence it is in the
  /// intervals of all moments, so that one may stop when one likes what one sees.
  ///
  /// It is a confidence sequence by the method of mixtures (Robbins, *Statistical methods related
  /// to the law of the iterated logarithm*, 1970; for scores between 0 and 1: Howard, Ramdas,
  /// McAuliffe and Sekhon, *Time-uniform, nonparametric, nonasymptotic confidence sequences*,
  /// Annals of Statistics 2021). A mean `p` is ruled out once a bet against it has multiplied its
  /// stake by 1/α. The bet: the likelihood of these scores under all means alike, divided by that
  /// under `p`. Example: 70 of 100 give 54 % to 83 %, where a look at only this moment would give
  /// 60 % to 78 %.
  ///
  /// @param confidence above 0 and below 1, as in 0.95
  public ScoreRange interval(double confidence) {
    double most = -Math.log1p(-confidence);
    double mean = mean();
    return new ScoreRange(edge(mean, 0, most), edge(mean, 1, most));
  }

  /// Between a mean that is not ruled out and an end, the last one that is not.
  private double edge(double inside, double end, double most) {
    if (bet(end) <= most) {
      return end;
    }
    double in = inside;
    double out = end;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (in + out) / 2;
      if (bet(middle) <= most) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return (in + out) / 2;
  }

  /// The logarithm of what a stake of 1 against a mean has become.
  private double bet(double mean) {
    double missing = Math.max(0, count - sum);
    return BetaDistribution.logBeta(sum + 1, missing + 1)
        - times(sum, mean)
        - times(missing, 1 - mean);
  }

  private static double times(double scores, double mean) {
    return scores == 0 ? 0 : scores * Math.log(mean);
  }
}
