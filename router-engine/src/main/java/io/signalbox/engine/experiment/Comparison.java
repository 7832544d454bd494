package io.signalbox.engine.experiment;

import java.util.OptionalLong;

/// Two branches by one metric. Immutable.
///
/// @param first the place of a branch
/// @param second the place of another one
/// @param difference the mean of the first less the mean of the second, −1 to 1
/// @param chance how likely chance alone would at most ever have shown as much for the branch whose
///   mean is higher, 0–1, with a correction for the number of pairs
/// @param sure whether that is 5 % or less: this branch is better
/// @param more how many more scores it takes at this difference until that can be expected; empty
///   if it is sure, if there are too few scores to say, or if it takes more than a million
public record Comparison(
    int first, int second, double difference, double chance, boolean sure, OptionalLong more) {
  /// How often a difference may be told where there is none, over all looks and pairs.
  public static final double LEVEL = 0.05;

  /// The fewest scores of each branch for a forecast.
  public static final long FEWEST = 10;

  private static final double MOST_MORE = 1_000_000;

  /// What dividing the stake costs, as a logarithm.
  private static final double DIVIDED = 1;

  /// @param pairs how many pairs of branches are compared
  static Comparison of(int first, int second, Scores a, Scores b, SequentialTest test, int pairs) {
    double difference = a.count() == 0 || b.count() == 0 ? 0 : a.mean() - b.mean();
    double chance = difference == 0 ? 1 : test.chance(difference > 0);
    double corrected = Math.min(1, chance * pairs);
    boolean sure = corrected <= LEVEL;
    var more = sure ? OptionalLong.empty() : more(a, b, difference, pairs);
    return new Comparison(first, second, difference, corrected, sure, more);
  }

  /// A pair of scores multiplies the stake by exp(d² / 4v) on average, with variance v.
  private static OptionalLong more(Scores a, Scores b, double difference, int pairs) {
    if (a.count() < FEWEST || b.count() < FEWEST) {
      return OptionalLong.empty();
    }
    double mean = (a.sum() + b.sum()) / (a.count() + b.count());
    double wanted = Math.log(pairs / LEVEL) + DIVIDED;
    double needed = 2 * wanted * 4 * mean * (1 - mean) / (difference * difference);
    double counted = 2.0 * Math.min(a.count(), b.count());
    double more = Math.max(needed - counted, counted / 10);
    return more <= MOST_MORE ? OptionalLong.of(Math.round(more)) : OptionalLong.empty();
  }
}
