package io.signalbox.engine.route.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GateNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GateVerdictTest {
  private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final GateNode GATE =
      GateNode.FORMAT.nothing().withSuite("s.yaml").withPassRate(0.9).withTo("a");
  private static final GateResult RESULT = new GateResult(THEN, 48, 48, 47, "s", "b");

  private static GateVerdict after(Duration time) {
    return GateVerdict.of(GATE, new GateState.Measured(RESULT, "s", "b"), THEN.plus(time));
  }

  @Test
  void lowerBoundMustReachThePassRate() {
    assertEquals(
        new GateVerdict(true, "open: 47 of 48 passed on 2026-11-20, at least 91.1%"),
        after(Duration.ofDays(3)));
    var strict = GATE.withPassRate(0.92);
    assertEquals(
        new GateVerdict(
            false, "closed: 47 of 48 passed on 2026-11-20, at least 91.1%, less than 92%"),
        GateVerdict.measured(strict, RESULT));
    assertTrue(GateVerdict.measured(strict.withConfidence(0.8), RESULT).open());
  }

  @Test
  void oldAndFutureResultsDoNotCount() {
    assertTrue(after(Duration.ofDays(7)).open());
    assertEquals(
        "closed: the result is 9 days old, and counts for 7d", after(Duration.ofDays(9)).because());
    assertTrue(after(Duration.ofHours(-1)).open());
    assertEquals(
        "closed: the result is of 2026-11-20, which is yet to come",
        after(Duration.ofDays(-2)).because());
  }

  @Test
  void resultOfSomethingElseDoesNotCount() {
    var suite = GateVerdict.of(GATE, new GateState.Measured(RESULT, "t", "b"), THEN);
    assertEquals("closed: the suite has changed since the result of 2026-11-20", suite.because());
    var branch = GateVerdict.of(GATE, new GateState.Measured(RESULT, "s", "c"), THEN);
    assertEquals(
        "closed: what it leads to has changed since the result of 2026-11-20", branch.because());
  }
}
