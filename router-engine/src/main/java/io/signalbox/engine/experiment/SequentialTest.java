package io.signalbox.engine.experiment;

import java.util.Arrays;

/// Whether two branches differ in their mean score, for eyes that look after every score and stop
/// when they like what they see. For one thread.
///
/// **Why not a usual test.** A test at 5 % is wrong in one of twenty looks. Who looks after every
/// request and stops at the first "significant" finds a difference sooner or later where there is
/// none.
///
/// **The idea** is a bet that cannot be won if there is no difference (Shafer, *Testing by
/// betting*, JRSS A 2021; Ramdas, Grünwald, Vovk and Shafer, *Game-theoretic statistics and safe
/// anytime-valid inference*, Statistical Science 2023). A stake of 1 is put on "they differ".
/// Scores are taken in blocks with scores of both branches; each multiplies the stake by how much
/// likelier the block is with the two means `a` and `b` than with their common mean `m`. If both
/// branches have the same mean, whichever it is, that factor is 1 on average at most (Turner, Ly
/// and Grünwald, *Generic E-variables for exact sequential k-sample tests that allow for optional
/// stopping*, 2024). So the stake ever exceeds 1/α with probability α at most, at whatever moment
/// one looks (Ville's inequality): no correction for looks, no approximation for small numbers. The
/// factor is linear in each score, so this also holds for scores between 0 and 1.
///
/// **What is bet on.** `m` is the mean of all scores before the block. How far `a` and `b` lie
/// apart is not known, so the stake is divided among ten differences, five to each side, in
/// standard deviations of a score. Most of it is on 0.065, where 5,000 scores are enough for a
/// difference of five points (70 % against 75 %) in nine of ten cases; the rest finds large
/// differences at once and small ones at last.
///
/// **Which is better.** The half of the stake on one side is a bet of its own: it ever exceeds 1/α
/// with probability α at most, and both halves together do so in α of experiments at most. So the
/// side that has won tells which branch is better, also if the scores that come later draw the
/// means together or apart the other way.
///
/// Example: 70 % against 80 %. After 800 scores the stake has usually become more than 20, and one
/// may stop: by chance that happens in one of twenty experiments at most.
///
/// Blocks have one score of the branch with fewer scores, and as many of the other as come for one.
/// How large a block is depends on counts alone, never on scores.
public final class SequentialTest {
  /// Standard deviations between the two means, and the parts of the stake on them.
  private static final double[] APART = {0.02, 0.04, 0.065, 0.12, 0.3};

  private static final double[] STAKES = {0.05, 0.1, 0.7, 0.1, 0.05};

  /// How near to 0 and 1 a mean may come that is bet on, in parts of the way there.
  private static final double FARTHEST = 0.9;

  private static final int LARGEST_BLOCK = 20;

  private final Waiting first = new Waiting();
  private final Waiting second = new Waiting();
  private final double[] upward = new double[APART.length]; // logarithms: the first is better
  private final double[] downward = new double[APART.length];
  private double sum = 0.5; // of one score before all, so that there is a mean
  private double count = 1;
  private double mostUp;
  private double mostDown;

  /// The next score of the first branch, 0–1.
  public void first(double score) {
    first.add(score);
    playBlocks();
  }

  /// The next score of the second branch, 0–1.
  public void second(double score) {
    second.add(score);
    playBlocks();
  }

  /// How likely it is at most that chance alone has ever shown as much as this for one side or the
  /// other, 0–1: the inverse of the largest stake so far on one side. It only falls.
  ///
  /// @param firstIsBetter which side
  public double chance(boolean firstIsBetter) {
    return Math.exp(-(firstIsBetter ? mostUp : mostDown));
  }

  private void playBlocks() {
    int ofFirst = perScore(first.all, second.all);
    int ofSecond = perScore(second.all, first.all);
    while (first.waiting() >= ofFirst && second.waiting() >= ofSecond) {
      play(ofFirst, ofSecond);
    }
  }

  /// How many of a branch come for one of the other.
  private static int perScore(int here, int there) {
    return there == 0 ? 1 : Math.clamp(Math.round(here / (double) there), 1, LARGEST_BLOCK);
  }

  private void play(int ofFirst, int ofSecond) {
    double mean = sum / count;
    double deviation = Math.sqrt(mean * (1 - mean));
    double farthest = FARTHEST * Math.min(mean, 1 - mean);
    double heavy = ofSecond / (double) (ofFirst + ofSecond); // how far the first one's mean moves
    for (int i = 0; i < APART.length; i++) {
      double apart = Math.min(APART[i] * deviation, farthest);
      upward[i] += first.gain(ofFirst, mean, apart * heavy);
      upward[i] += second.gain(ofSecond, mean, -apart * (1 - heavy));
      downward[i] += first.gain(ofFirst, mean, -apart * heavy);
      downward[i] += second.gain(ofSecond, mean, apart * (1 - heavy));
    }
    sum += first.take(ofFirst) + second.take(ofSecond);
    count += ofFirst + ofSecond;
    mostUp = Math.max(mostUp, stake(upward));
    mostDown = Math.max(mostDown, stake(downward));
  }

  /// The logarithm of the stake on a side, of which each has half.
  private static double stake(double[] side) {
    double largest = Arrays.stream(side).max().orElseThrow();
    double whole = 0;
    for (int i = 0; i < APART.length; i++) {
      whole += STAKES[i] / 2 * Math.exp(side[i] - largest);
    }
    return Math.log(whole) + largest;
  }

  /// Scores of one branch that have no partner yet.
  private static final class Waiting {
    private double[] scores = new double[16];
    private int from;
    private int to;
    private int all;

    void add(double score) {
      if (to == scores.length) {
        makeRoom();
      }
      scores[to++] = score;
      all++;
    }

    private void makeRoom() {
      int waiting = waiting();
      var room = waiting > scores.length / 2 ? new double[2 * scores.length] : scores;
      System.arraycopy(scores, from, room, 0, waiting);
      scores = room;
      from = 0;
      to = waiting;
    }

    int waiting() {
      return to - from;
    }

    /// The logarithm of how much likelier the next ones are with a mean that is moved.
    double gain(int many, double mean, double moved) {
      double up = moved / mean;
      double down = -moved / (1 - mean);
      double gain = 0;
      for (int i = from; i < from + many; i++) {
        gain += Math.log1p(scores[i] * up + (1 - scores[i]) * down);
      }
      return gain;
    }

    /// The sum of the next ones, which are done with.
    double take(int many) {
      double taken = 0;
      for (int i = 0; i < many; i++) {
        taken += scores[from++];
      }
      return taken;
    }
  }
}
