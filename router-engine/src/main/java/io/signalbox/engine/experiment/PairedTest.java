package io.signalbox.engine.experiment;

import java.util.OptionalLong;

/// Whether one of two sides wins more often than the other, where both were given the same tasks:
/// one score for each task, 1 if the first side won, 0 if the second did, a half for a tie. For
/// eyes that look after every score and stop when they like what they see. For one thread.
///
/// It is the bet of [SequentialTest] with one row of scores: the two sides of a task are not
/// independent, so they are no two rows. A stake of 1 is put on "the mean is not a half", divided
/// evenly among all means. Each score multiplies the part on a mean `p` by how much likelier it is
/// under `p` than under a half. If neither side is better, that factor is 1 on average at most,
/// also for scores between 0 and 1, so the stake ever exceeds 1/α with probability α at most
/// (Ville's inequality). What lies above a half and what lies below are bets of their own, and tell
/// which side is better. It goes with [Scores#interval]: that is the same bet against each mean.
public final class PairedTest {
  private static final double MOST_MORE = 1_000_000;

  private Scores scores = Scores.NONE;
  private double mostUp; // logarithms
  private double mostDown;

  /// The next score, 0–1.
  public void add(double score) {
    scores = scores.and(score);
    var left = new BetaDistribution(scores.sum() + 1, scores.count() - scores.sum() + 1);
    double below = left.below(0.5);
    double all = BetaDistribution.logBeta(left.a(), left.b()) + scores.count() * Math.log(2);
    mostUp = Math.max(mostUp, all + Math.log1p(-below));
    mostDown = Math.max(mostDown, all + Math.log(below));
  }

  /// All scores.
  public Scores scores() {
    return scores;
  }

  /// How the first side compares with the second: the difference is how many more of the tasks it
  /// wins, −1 to 1.
  public Comparison comparison() {
    double difference = scores.count() == 0 ? 0 : 2 * scores.mean() - 1;
    double chance = difference == 0 ? 1 : Math.exp(-(difference > 0 ? mostUp : mostDown));
    boolean sure = chance <= Comparison.LEVEL;
    var more = sure ? OptionalLong.empty() : more(difference);
    return new Comparison(0, 1, difference, Math.min(1, chance), sure, more);
  }

  /// A score multiplies the stake by exp(d² / 2) on average, and finding the mean costs half a
  /// logarithm of their number.
  private OptionalLong more(double difference) {
    if (scores.count() < Comparison.FEWEST || difference == 0) {
      return OptionalLong.empty();
    }
    double wanted = -Math.log(Comparison.LEVEL) + Math.log((double) scores.count()) / 2 + 1;
    double needed = 2 * wanted / (difference * difference);
    double more = Math.max(needed - scores.count(), scores.count() / 10.0);
    return more <= MOST_MORE ? OptionalLong.of(Math.round(more)) : OptionalLong.empty();
  }
}
