package io.signalbox.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class WilsonBoundTest {
  private static final double Z95 = 1.644854;

  @Test
  void isAsWorkedOutByHand() {
    assertEquals(0.9119, WilsonBound.lower(47 / 48.0, 48, Z95), 0.0005);
    assertEquals(0.8808, WilsonBound.lower(1, 20, Z95), 0.0005);
    assertEquals(0, WilsonBound.lower(0, 20, Z95), 1e-12);
  }

  @Test
  void moreRowsBringItNearer() {
    double last = 0;
    for (int rows = 1; rows < 10_000; rows *= 2) {
      double lower = WilsonBound.lower(0.9, rows, Z95);
      assertTrue(lower > last && lower < 0.9, rows + " rows: " + lower);
      last = lower;
    }
  }

  @Test
  void quantilesAreNearTheTrueOnes() {
    assertEquals(0, NormalQuantile.of(0.5), 1e-6);
    assertEquals(1.2816, NormalQuantile.of(0.9), 0.005);
    assertEquals(1.6449, NormalQuantile.of(0.95), 0.005);
    assertEquals(2.3263, NormalQuantile.of(0.99), 0.005);
  }
}
