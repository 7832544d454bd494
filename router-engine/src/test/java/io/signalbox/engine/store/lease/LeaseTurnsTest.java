package io.signalbox.engine.store.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How often a busy window is written.
@Timeout(60)
final class LeaseTurnsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<Claim> CLAIMS =
      List.of(
          new Claim(
              "main",
              "pace",
              "",
              Window.DAY,
              NOON,
              Optional.empty(),
              OptionalLong.of(1_000_000),
              OptionalLong.empty(),
              false));
  private static final Amount ONE = new Amount(0, 0, 1);

  private final AtomicInteger turns = new AtomicInteger();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);
  private final Leases leases = new Leases(this::turn, () -> NOON, 1);
  private int requests;

  private LeaseBook.Turned turn(LeaseBook.Turn turn) {
    if (turns.incrementAndGet() == 2) {
      writing.countDown();
      awaitWriting();
    }
    return new LeaseBook.Turned(turn.asked(), WindowStanding.NEW, false);
  }

  private void awaitWriting() {
    try {
      written.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean hold(String request) {
    return leases.hold(request, CLAIMS, ONE);
  }

  private void take(int many) {
    for (int i = 0; i < many; i++) {
      assertTrue(hold("r" + requests++));
    }
  }

  @Test
  void requestsThatFindALeaseTooSmallTogetherWriteOnce() throws Exception {
    leases.passed(CLAIMS, ONE); // leases room for 64
    take(64);
    assertEquals(1, turns.get());
    var first = new FutureTask<>(() -> hold("first"));
    Thread.ofPlatform().start(first);
    writing.await();
    var second = new FutureTask<>(() -> hold("second"));
    Thread waits = Thread.ofPlatform().start(second);
    while (waits.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    written.countDown();
    assertTrue(first.get());
    assertTrue(second.get());
    assertEquals(2, turns.get());
    take(62);
    assertEquals(2, turns.get());
    assertTrue(hold("next"), "the window is leased on");
    assertEquals(3, turns.get());
  }

  @Test
  void whatALimitDoesNotCountIsSpentWithoutATurn() {
    leases.passed(CLAIMS, ONE);
    for (int i = 0; i < 60; i++) {
      assertTrue(hold("r" + i));
      leases.settle("r" + i, 1_000_000, 500);
    }
    assertEquals(1, turns.get());
  }
}
