package io.signalbox.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Simulated experiments, looked at after every score. */
final class SequentialTestTest {
  private static final int REQUESTS = 5_000;

  @Test
  void fivePointsAreToldWithin5000Requests() {
    int told = 0;
    for (int seed = 0; seed < 100; seed++) {
      told += new Simulated(seed, 0.5).toldAt(yes(0.70), yes(0.75)) > 0 ? 1 : 0;
    }
    assertTrue(told >= 85, "told in " + told + " of 100");
  }

  @Test
  void noDifferenceIsToldInAtMostTenOf200() {
    assertTrue(falselyTold(0.5, yes(0.70)) <= 10);
  }

  @Test
  void noDifferenceOfRareSuccessesIsToldSeldom() {
    assertTrue(falselyTold(0.5, yes(0.02)) <= 10);
  }

  @Test
  void noDifferenceOfUnevenBranchesIsToldSeldom() {
    assertTrue(falselyTold(0.9, yes(0.70)) <= 10);
  }

  @Test
  void noDifferenceOfScoresInBetweenIsToldSeldom() {
    assertTrue(falselyTold(0.5, random -> 0.4 + 0.4 * random.nextDouble()) <= 10);
  }

  /** Both branches get better over time, together. */
  @Test
  void whatChangesForBothIsNoDifference() {
    int told = 0;
    for (int seed = 0; seed < 200; seed++) {
      var run = new Simulated(seed, 0.5);
      ToDoubleFunction<Random> both =
          random -> random.nextDouble() < 0.3 + 0.5 * run.requests / REQUESTS ? 1 : 0;
      told += run.toldAt(both, both) > 0 ? 1 : 0;
    }
    assertTrue(told <= 10, "told in " + told + " of 200");
  }

  @Test
  void largeDifferenceIsToldSoon() {
    for (int seed = 0; seed < 20; seed++) {
      int at = new Simulated(seed, 0.5).toldAt(yes(0.5), yes(0.8));
      assertTrue(at > 0 && at < 600, "told at " + at);
    }
  }

  @Test
  void unevenBranchesAreTold() {
    int told = 0;
    for (int seed = 0; seed < 20; seed++) {
      told += new Simulated(seed, 0.9).toldAt(yes(0.6), yes(0.75)) > 0 ? 1 : 0;
    }
    assertTrue(told >= 18, "told in " + told + " of 20");
  }

  @Test
  void chanceOnlyFalls() {
    var random = new Random(5);
    var test = new SequentialTest();
    double up = 1;
    double down = 1;
    for (int i = 0; i < 2_000; i++) {
      test.first(random.nextDouble());
      test.second(random.nextDouble());
      assertTrue(test.chance(true) <= up);
      assertTrue(test.chance(false) <= down);
      up = test.chance(true);
      down = test.chance(false);
    }
  }

  @Test
  void oneBranchAloneSaysNothing() {
    var test = new SequentialTest();
    for (int i = 0; i < 1_000; i++) {
      test.first(1);
    }
    assertEquals(1, test.chance(true));
    assertEquals(1, test.chance(false));
  }

  @Test
  void allSuccessesAgainstAllFailuresIsSoonSure() {
    var test = new SequentialTest();
    for (int i = 0; i < 40; i++) {
      test.first(1);
      test.second(0);
    }
    assertTrue(test.chance(true) < 0.05, () -> "chance " + test.chance(true));
    assertEquals(1, test.chance(false));
  }

  private static int falselyTold(double share, ToDoubleFunction<Random> score) {
    int told = 0;
    for (int seed = 0; seed < 200; seed++) {
      told += new Simulated(seed, share).toldAt(score, score) > 0 ? 1 : 0;
    }
    return told;
  }

  private static ToDoubleFunction<Random> yes(double rate) {
    return random -> random.nextDouble() < rate ? 1 : 0;
  }

  /** Requests that take two branches by chance. */
  private static final class Simulated {
    private final Random random;
    private final double share;
    private int requests;

    Simulated(long seed, double share) {
      this.random = new Random(seed);
      this.share = share;
    }

    /** After which request the difference is told; 0 if it is not. */
    int toldAt(ToDoubleFunction<Random> first, ToDoubleFunction<Random> second) {
      var tally = new MetricTally(2);
      for (requests = 1; requests <= REQUESTS; requests++) {
        if (random.nextDouble() < share) {
          tally.add(0, first.applyAsDouble(random));
        } else {
          tally.add(1, second.applyAsDouble(random));
        }
        if (tally.comparisons().getFirst().sure()) {
          return requests;
        }
      }
      return 0;
    }
  }
}
