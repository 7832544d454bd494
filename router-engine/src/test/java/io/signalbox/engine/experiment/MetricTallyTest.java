package io.signalbox.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MetricTallyTest {
  @Test
  void eachPairIsComparedOnce() {
    assertEquals(0, new MetricTally(1).comparisons().size());
    assertEquals(3, new MetricTally(3).comparisons().size());
  }

  @Test
  void differenceHasSign() {
    var tally = played(0.8, 0.4, 500);
    var only = tally.comparisons().getFirst();
    assertTrue(only.sure());
    assertEquals(0.4, only.difference(), 0.08);
    assertTrue(only.more().isEmpty());
  }

  /** The first branch was better, and then became so much worse that its mean is the lower one. */
  @Test
  void branchThatWonAtFirstIsNotTheReasonToCallTheOtherBetter() {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var tally = new MetricTally(2);
      play(tally, random, 0.9, 0.5, 150);
      assertTrue(tally.comparisons().getFirst().sure());
      play(tally, random, 0.4, 0.9, 150);
      var only = tally.comparisons().getFirst();
      assertFalse(only.sure() && only.difference() < 0, only::toString);
    }
  }

  @Test
  void branchThatBecomesBetterForGoodIsTold() {
    var random = new Random(1);
    var tally = new MetricTally(2);
    play(tally, random, 0.7, 0.5, 150);
    play(tally, random, 0.4, 0.8, 1_500);
    var only = tally.comparisons().getFirst();
    assertTrue(only.sure() && only.difference() < 0, only::toString);
  }

  private static void play(MetricTally to, Random random, double first, double second, int each) {
    for (int i = 0; i < each; i++) {
      to.add(0, random.nextDouble() < first ? 1 : 0);
      to.add(1, random.nextDouble() < second ? 1 : 0);
    }
  }

  @Test
  void moreScoresAreForecastForSmallDifference() {
    var only = played(0.75, 0.70, 200).comparisons().getFirst();
    assertFalse(only.sure());
    assertTrue(only.more().isPresent());
  }

  @Test
  void nothingIsForecastFromFewScoresOrNoDifference() {
    assertTrue(played(0.9, 0.1, 3).comparisons().getFirst().more().isEmpty());
    var same = new MetricTally(2);
    for (int i = 0; i < 100; i++) {
      same.add(0, 1);
      same.add(1, 1);
    }
    assertTrue(same.comparisons().getFirst().more().isEmpty());
  }

  /** The true mean leaves the interval at some moment in few of the experiments. */
  @Test
  void intervalHoldsAtAllMoments() {
    int left = 0;
    for (int seed = 0; seed < 200; seed++) {
      left += leaves(new Random(seed), 0.3) ? 1 : 0;
    }
    assertTrue(left <= 10, "left in " + left + " of 200");
  }

  @Test
  void intervalIsAsNarrowAsDocumented() {
    ScoreRange all = new Scores(100, 70).interval(0.95);
    assertEquals(0.543, all.low(), 0.001);
    assertEquals(0.831, all.high(), 0.001);
    assertEquals(new ScoreRange(0, 1), Scores.NONE.interval(0.95));
    assertEquals(1, new Scores(50, 50).interval(0.95).high());
    assertTrue(new Scores(50, 50).interval(0.95).low() > 0.85);
  }

  private static boolean leaves(Random random, double truth) {
    Scores scores = Scores.NONE;
    for (int i = 0; i < 1_000; i++) {
      scores = scores.and(random.nextDouble() < truth ? 1 : 0);
      ScoreRange interval = scores.interval(0.95);
      if (truth < interval.low() || truth > interval.high()) {
        return true;
      }
    }
    return false;
  }

  private static MetricTally played(double first, double second, int each) {
    var random = new Random(3);
    var tally = new MetricTally(2);
    play(tally, random, first, second, each);
    return tally;
  }
}
