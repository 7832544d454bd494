package io.signalbox.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Simulated comparisons in pairs, looked at after every one. */
final class PairedTestTest {
  private static final int PAIRS = 1_000;

  /** After how many pairs a difference was told first; 0 if never. */
  private static int toldAt(long seed, ToDoubleFunction<Random> score) {
    var random = new Random(seed);
    var test = new PairedTest();
    for (int i = 1; i <= PAIRS; i++) {
      test.add(score.applyAsDouble(random));
      if (test.comparison().sure()) {
        return i;
      }
    }
    return 0;
  }

  private static int falselyTold(ToDoubleFunction<Random> score) {
    int told = 0;
    for (int seed = 0; seed < 200; seed++) {
      told += toldAt(seed, score) > 0 ? 1 : 0;
    }
    return told;
  }

  @Test
  void equalSidesAreToldApartInAtMostTenOf200HoweverOftenOneLooks() {
    assertTrue(falselyTold(random -> random.nextBoolean() ? 1 : 0) <= 10);
  }

  @Test
  void tiesMakeNoDifference() {
    assertTrue(falselyTold(random -> random.nextInt(3) / 2.0) <= 10);
    assertEquals(0, toldAt(1, random -> 0.5));
  }

  @Test
  void sixtyOfHundredAreToldWithin500Pairs() {
    int told = 0;
    for (int seed = 0; seed < 100; seed++) {
      int at = toldAt(seed, random -> random.nextDouble() < 0.6 ? 1 : 0);
      told += at > 0 && at <= 500 ? 1 : 0;
    }
    assertTrue(told >= 85, "told in " + told + " of 100");
  }

  @Test
  void differenceIsThatOfTheSideThatWins() {
    var test = new PairedTest();
    for (int i = 0; i < 40; i++) {
      test.add(i % 8 == 0 ? 1 : 0);
    }
    Comparison comparison = test.comparison();
    assertEquals(-0.75, comparison.difference(), 1e-9);
    assertTrue(comparison.sure());
    assertTrue(test.scores().interval(0.95).high() < 0.5);
  }

  @Test
  void fewPairsShowNothing() {
    assertFalse(new PairedTest().comparison().sure());
    var test = new PairedTest();
    for (int i = 0; i < 20; i++) {
      test.add(i % 5 < 3 ? 1 : 0);
    }
    assertFalse(test.comparison().sure());
    assertTrue(test.comparison().more().orElseThrow() > 20);
  }
}
