package io.signalbox.engine.catalog;

/// How many tokens a provider reports for each that we count, learned from its answers: other
/// tokenizers and what providers add to prompts make it differ from one. A moving average that
/// forgets slowly. Immutable.
///
/// @param share reported by counted, 0.25–4
/// @param answers how many it was learned from
public record TokenShare(double share, int answers) {
  /// Nothing was learned.
  public static final TokenShare UNKNOWN = new TokenShare(1, 0);

  /// The fewest counted tokens of a prompt that says something: of short ones most is overhead.
  public static final long LEAST_TOKENS = 200;

  /// The fewest answers after which it counts.
  public static final int LEAST_ANSWERS = 5;

  private static final double LEAST = 0.25;
  private static final double MOST = 4;
  private static final double SLOWEST = 0.05;
  private static final int MOST_ANSWERS = 1_000_000;

  /// The same after another answer; itself if that says nothing, or cannot be true.
  public TokenShare after(long counted, long reported) {
    double seen = (double) reported / Math.max(1, counted);
    if (counted < LEAST_TOKENS || seen < LEAST || seen > MOST) {
      return this;
    }
    double weight = Math.max(SLOWEST, 1.0 / (answers + 1));
    return new TokenShare(share + weight * (seen - share), Math.min(answers + 1, MOST_ANSWERS));
  }

  /// Whether enough is learned for it to count.
  public boolean isKnown() {
    return answers >= LEAST_ANSWERS;
  }

  /// Whether it could be.
  public boolean isSane() {
    return share >= LEAST && share <= MOST && answers >= 0 && answers <= MOST_ANSWERS;
  }

  /// The tokens that the provider will report for so many of ours.
  public long of(long counted) {
    return isKnown() ? Math.round(counted * share) : counted;
  }
}
