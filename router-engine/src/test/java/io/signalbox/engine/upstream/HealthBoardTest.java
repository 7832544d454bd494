package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.RateLimits.Remaining;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
  private static final String A = HealthBoard.bucket("openai", "env:KEY", "gpt");
  private static final String SAME_KEY = HealthBoard.bucket("openai", "env:KEY", "org/other");
  private static final String OTHER_KEY = HealthBoard.bucket("openai", "vault:two", "gpt");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final HealthBoard board = new HealthBoard(() -> now);

  @Test
  void unknownModelIsTakenToBeWell() {
    assertEquals(Health.UNKNOWN, board.health(A));
    assertTrue(board.admit(A));
  }

  @Test
  void clockJumpInBothDirectionsExcludesNoModel() {
    now = Instant.parse("2031-05-05T00:00:00Z");
    var used = new Remaining(OptionalLong.of(100), 0, Optional.of(Duration.ofMinutes(1)));
    board.limits(A, new RateLimits(Optional.of(used), Optional.of(used)));
    board.started(A);
    board.answered(A, Duration.ofSeconds(9));
    fail(A, FailureClass.UNAUTHORIZED);
    open(OTHER_KEY);
    assertEquals(OptionalDouble.of(0), board.health(A).headroom());

    now = Instant.parse("1999-05-05T00:00:00Z");
    for (String bucket : List.of(A, SAME_KEY, OTHER_KEY)) {
      assertTrue(board.admit(bucket), board.health(bucket).why());
    }
    assertEquals(OptionalDouble.of(1), board.health(A).headroom());
    assertEquals(Optional.empty(), board.health(A).p95FirstToken());
  }

  @Test
  void retryAfterHoldsAfterClockWasSetBack() {
    now = Instant.parse("2031-05-05T00:00:00Z");
    limited(A);
    fail(OTHER_KEY, FailureClass.UNAUTHORIZED);
    now = Instant.parse("1999-05-05T00:00:00Z");
    limited(A);
    fail(OTHER_KEY, FailureClass.UNAUTHORIZED);
    assertFalse(board.admit(A));
    assertFalse(board.admit(OTHER_KEY));
    pass(Duration.ofSeconds(31));
    assertTrue(board.admit(A));
  }

  private void limited(String bucket) {
    var wait = Optional.of(Duration.ofSeconds(30));
    board.started(bucket);
    board.failed(
        bucket, new Failure(FailureClass.RATE_LIMITED, 429, "", "", wait, false), "request");
  }

  @Test
  void fiveFailuresInARowOpenTheBreaker() {
    for (int i = 0; i < 5; i++) {
      assertTrue(board.admit(A), "after " + i);
      fail(A, FailureClass.SERVER_ERROR);
    }
    assertFalse(board.admit(A));
    var health = board.health(A);
    assertTrue(health.open());
    assertEquals("circuit breaker open: 5 failures in a row", health.why());
    assertEquals(1.0, health.errorRate());
    assertTrue(board.admit(SAME_KEY), "another model is another bucket");
  }

  @Test
  void halfOfTenCallsInAMinuteOpensTheBreaker() {
    for (int i = 0; i < 4; i++) {
      fail(A, FailureClass.TIMEOUT);
      answer(A);
    }
    answer(A);
    assertFalse(board.health(A).open());
    fail(A, FailureClass.TIMEOUT);
    assertTrue(board.health(A).open());
    assertEquals("circuit breaker open: 5 of the last 10 calls failed", board.health(A).why());
  }

  @Test
  void failuresOfAnOlderMinuteDoNotCount() {
    for (int i = 0; i < 4; i++) {
      fail(A, FailureClass.TIMEOUT);
      answer(A);
    }
    pass(Duration.ofSeconds(65));
    answer(A);
    fail(A, FailureClass.TIMEOUT);
    assertFalse(board.health(A).open());
  }

  @Test
  void timeAloneRestoresAndExactlyOneCallTries() throws Exception {
    open(A);
    pass(Duration.ofSeconds(9));
    assertFalse(board.admit(A));
    pass(Duration.ofSeconds(1));
    assertFalse(board.health(A).open());
    assertEquals(1, admittedOf(100));
    assertTrue(board.health(A).open());
    board.started(A);
    board.answered(A, Duration.ofMillis(100));
    assertTrue(board.admit(A));
    assertTrue(board.admit(A));
  }

  private int admittedOf(int callers) throws Exception {
    var admitted = new AtomicInteger();
    var all = new CountDownLatch(callers);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        threads.submit(() -> {
          admitted.addAndGet(board.admit(A) ? 1 : 0);
          all.countDown();
        });
      }
      all.await();
    }
    return admitted.get();
  }

  @Test
  void cooldownDoublesWhenTheTrialFailsUpToFiveMinutes() {
    open(A);
    long rest = 10;
    for (int i = 0; i < 8; i++) {
      pass(Duration.ofSeconds(rest));
      assertTrue(board.admit(A), "after " + rest);
      fail(A, FailureClass.OVERLOADED);
      rest = Math.min(300, rest * 2);
      pass(Duration.ofSeconds(rest).minusMillis(1));
      assertFalse(board.admit(A), "before " + rest);
      now = now.minusSeconds(rest).plusMillis(1);
    }
  }

  @Test
  void inconclusiveTrialReleasesItsSlot() {
    for (int end = 0; end < 3; end++) {
      var board = new HealthBoard(() -> now);
      for (int i = 0; i < 5; i++) {
        board.started(A);
        board.failed(A, Failure.of(FailureClass.SERVER_ERROR, 500, ""), "" + i);
      }
      pass(Duration.ofSeconds(10));
      assertTrue(board.admit(A));
      assertFalse(board.admit(A));
      board.started(A);
      switch (end) {
        case 0 -> board.cancelled(A);
        case 1 -> board.failed(A, Failure.of(FailureClass.BAD_REQUEST, 400, ""), "x");
        default -> pass(Duration.ofMinutes(5));
      }
      assertTrue(board.admit(A), "end " + end);
    }
  }

  @Test
  void answersThatBlameTheRequestDoNotOpenTheBreaker() {
    for (var kind :
        List.of(
            FailureClass.BAD_REQUEST,
            FailureClass.CONTEXT_TOO_LONG,
            FailureClass.CONTENT_FILTERED)) {
      for (int i = 0; i < 20; i++) {
        fail(A, kind);
      }
    }
    assertFalse(board.health(A).open());
    assertEquals(0, board.health(A).errorRate());
  }

  @Test
  void retryAfterIsNeverShortened() {
    limited(A, Duration.ofSeconds(30));
    assertEquals("its rate limit is used up", board.health(A).why());
    limited(A, Duration.ofSeconds(5));
    board.started(A);
    board.answered(A, Duration.ofMillis(1));
    pass(Duration.ofMillis(29_999));
    assertFalse(board.admit(A));
    pass(Duration.ofMillis(1));
    assertTrue(board.admit(A));
    assertTrue(board.admit(A), "a limit that is over needs no trial");
  }

  @Test
  void absurdRetryAfterDoesNotOverflow() {
    limited(A, Duration.ofSeconds(Long.MAX_VALUE));
    assertFalse(board.admit(A));
    pass(Duration.ofDays(31));
    assertTrue(board.admit(A));
  }

  @Test
  void keyOutOfCreditCoolsDownForAllItsModels() {
    fail(A, FailureClass.OUT_OF_CREDIT);
    assertFalse(board.admit(A));
    assertFalse(board.admit(SAME_KEY));
    assertTrue(board.admit(OTHER_KEY));
    assertEquals("its key is out of credit", board.health(SAME_KEY).why());
    pass(Duration.ofHours(1));
    assertTrue(board.admit(A));
  }

  @Test
  void outOfCreditCoolsDownUntilTheStatedReset() {
    board.started(A);
    var stated = Optional.of(Duration.ofHours(5));
    board.failed(A, new Failure(FailureClass.OUT_OF_CREDIT, 402, "", "", stated, false), "r");
    pass(Duration.ofHours(4));
    assertFalse(board.admit(A));
    pass(Duration.ofHours(1));
    assertTrue(board.admit(A));
  }

  @Test
  void refusedKeyIsBadForTenMinutesOrUntilItIsSetAgain() {
    fail(A, FailureClass.UNAUTHORIZED);
    assertEquals("its key was refused; set it again", board.health(A).why());
    assertFalse(board.admit(SAME_KEY));
    pass(Duration.ofMinutes(10));
    assertTrue(board.admit(A));
    fail(A, FailureClass.UNAUTHORIZED);
    board.keyChanged("openai", "env:KEY");
    assertTrue(board.admit(A));
  }

  @Test
  void goneModelIsBelievedAtOnceAndNotFoundByTwoRequests() {
    board.failed(A, Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), "one");
    board.failed(A, Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), "one");
    assertTrue(board.admit(A));
    board.failed(A, Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), "two");
    assertFalse(board.admit(A));
    assertEquals("its provider no longer has the model", board.health(A).why());
    assertTrue(board.admit(SAME_KEY));
    board.failed(SAME_KEY, Failure.of(FailureClass.MODEL_NOT_FOUND, 410, ""), "one");
    assertFalse(board.admit(SAME_KEY));
  }

  @Test
  void headroomIsBelievedUntilItsReset() {
    board.limits(A, limits(OptionalLong.of(100), 10, Optional.of(Duration.ofSeconds(20))));
    assertEquals(OptionalDouble.of(0.1), board.health(A).headroom());
    assertEquals(OptionalDouble.of(10), board.health(A).tokensLeft());
    pass(Duration.ofSeconds(20));
    assertEquals(OptionalDouble.of(1), board.health(A).headroom());
    assertEquals(OptionalDouble.of(100), board.health(A).tokensLeft());
  }

  @Test
  void absurdLimitsAreIgnored() {
    var minute = Optional.of(Duration.ofMinutes(1));
    for (var absurd :
        List.of(
            limits(OptionalLong.of(100), -1, minute),
            limits(OptionalLong.of(0), 0, minute),
            limits(OptionalLong.of(-1), 5, minute),
            limits(OptionalLong.of(10), 11, minute),
            limits(OptionalLong.of(10), 0, Optional.empty()),
            limits(OptionalLong.empty(), 0, minute),
            limits(OptionalLong.of(10), 5, Optional.of(Duration.ofDays(400))),
            limits(OptionalLong.of(10), 5, Optional.of(Duration.ofSeconds(-1))))) {
      board.limits(A, absurd);
      assertEquals(OptionalDouble.empty(), board.health(A).headroom(), absurd.toString());
    }
  }

  private static RateLimits limits(OptionalLong limit, long left, Optional<Duration> reset) {
    return new RateLimits(Optional.empty(), Optional.of(new Remaining(limit, left, reset)));
  }

  @Test
  void percentileIsOfTheLastMinutes() {
    for (int i = 1; i <= 100; i++) {
      board.started(A);
      board.answered(A, Duration.ofMillis(i));
    }
    assertEquals(Optional.of(Duration.ofMillis(95)), board.health(A).p95FirstToken());
    pass(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), board.health(A).p95FirstToken());
    assertEquals(0, board.health(A).errorRate());
  }

  @Test
  void callsInFlightAreCounted() {
    board.started(A);
    board.started(A);
    board.started(A);
    board.cancelled(A);
    board.answered(A, Duration.ZERO);
    assertEquals(1, board.health(A).inFlight());
  }

  @Test
  void threeRetriesInTenSecondsAreAlwaysAllowed() {
    for (int i = 0; i < 3; i++) {
      assertTrue(board.mayRetry(A));
      board.started(A);
    }
    assertFalse(board.mayRetry(A));
    pass(Duration.ofSeconds(10));
    assertTrue(board.mayRetry(A));
  }

  @Test
  void outageNeverAmplifiesTrafficByMoreThanAFifth() {
    var random = new Random(42);
    var retries = new ArrayList<Instant>();
    var calls = new ArrayList<Instant>();
    for (int i = 0; i < 20_000; i++) {
      pass(Duration.ofMillis(random.nextInt(100)));
      calls.add(now);
      fail(A, FailureClass.SERVER_ERROR);
      while (board.mayRetry(A)) {
        retries.add(now);
        board.started(A);
        board.cancelled(A);
      }
    }
    assertTrue(retries.size() <= calls.size() / 5 + 3, retries.size() + " of " + calls.size());
    assertTrue(retries.size() >= calls.size() / 6, retries.size() + " of " + calls.size());
  }

  @Test
  void clockSetBackDoesNotExtendCooldown() {
    open(A);
    now = now.minus(Duration.ofDays(365));
    assertTrue(board.admit(A));
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      pass(Duration.ofMillis(1));
      answer(HealthBoard.bucket("p", "k", "m" + i));
    }
    assertEquals(4096, board.all().size());
    assertTrue(board.all().containsKey(HealthBoard.bucket("p", "k", "m9999")));
  }

  private void open(String bucket) {
    for (int i = 0; i < 5; i++) {
      fail(bucket, FailureClass.SERVER_ERROR);
    }
  }

  private void limited(String bucket, Duration wait) {
    board.started(bucket);
    var failure = new Failure(FailureClass.RATE_LIMITED, 429, "", "", Optional.of(wait), false);
    board.failed(bucket, failure, "r");
  }

  private void fail(String bucket, FailureClass kind) {
    board.started(bucket);
    board.failed(bucket, Failure.of(kind, 0, ""), "r");
  }

  private void answer(String bucket) {
    board.started(bucket);
    board.answered(bucket, Duration.ofMillis(100));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
