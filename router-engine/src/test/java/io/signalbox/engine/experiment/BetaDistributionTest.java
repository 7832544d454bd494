package io.signalbox.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class BetaDistributionTest {
  private static final double EXACT = 1e-9;

  /** A uniform one, one in closed form, and the binomial sum for whole numbers. */
  @Test
  void belowAgreesWithClosedForms() {
    assertEquals(0.3, new BetaDistribution(1, 1).below(0.3), EXACT);
    assertEquals(Math.pow(0.7, 5), new BetaDistribution(5, 1).below(0.7), EXACT);
    assertEquals(binomial(0.62, 8, 12), new BetaDistribution(8, 5).below(0.62), EXACT);
    assertEquals(binomial(0.985, 190, 199), new BetaDistribution(190, 10).below(0.985), EXACT);
  }

  @Test
  void quantileIsInverse() {
    var belief = new BetaDistribution(71, 31);
    for (double part : new double[] {0.001, 0.025, 0.5, 0.975, 0.999}) {
      assertEquals(part, belief.below(belief.quantile(part)), 1e-8);
    }
  }

  @Test
  void endsAreSure() {
    assertEquals(0, new BetaDistribution(3, 4).below(0));
    assertEquals(1, new BetaDistribution(3, 4).below(1));
    assertThrows(IllegalArgumentException.class, () -> new BetaDistribution(0, 1));
  }

  /** At least `least` of `n` come up with probability `p` each. */
  private static double binomial(double p, int least, int n) {
    double sum = 0;
    for (int k = least; k <= n; k++) {
      double term = Math.pow(p, k) * Math.pow(1 - p, n - k);
      for (int i = 1; i <= k; i++) {
        term *= (n - k + i) / (double) i;
      }
      sum += term;
    }
    return sum;
  }
}
