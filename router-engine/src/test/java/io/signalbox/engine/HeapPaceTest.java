package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeapPaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final HeapPace pace = new HeapPace();

  @Test
  void littleIsLeftAlone() {
    pace.collected(mb(30));
    assertFalse(pace.isDue(mb(90), SECOND));
  }

  @Test
  void whatGatheredIsCollected() {
    pace.collected(mb(30));
    assertTrue(pace.isDue(mb(95), SECOND));
  }

  @Test
  void whoeverNeedsMuchMayGatherAsMuch() {
    pace.collected(mb(400));
    assertFalse(pace.isDue(mb(700), SECOND));
    assertTrue(pace.isDue(mb(801), SECOND));
  }

  @Test
  void memoryIsGivenBackAtRest() {
    pace.collected(mb(30));
    assertEquals(11, secondsUntilDue(mb(60), 100));
  }

  @Test
  void restEndsWithWork() {
    pace.collected(mb(30));
    assertEquals(9, secondsWithoutDue(mb(60), 9));
    assertFalse(pace.isDue(mb(63), SECOND));
    assertEquals(10, secondsUntilDue(mb(63), 100));
  }

  @Test
  void whatIsAliveAtRestIsCollectedOnce() {
    pace.collected(mb(60));
    assertEquals(100, secondsWithoutDue(mb(60), 100));
  }

  private int secondsUntilDue(long used, int most) {
    return secondsWithoutDue(used, most) + 1;
  }

  private int secondsWithoutDue(long used, int most) {
    for (int i = 0; i < most; i++) {
      if (pace.isDue(used, SECOND)) {
        return i;
      }
    }
    return most;
  }

  private static long mb(long count) {
    return count << 20;
  }
}
