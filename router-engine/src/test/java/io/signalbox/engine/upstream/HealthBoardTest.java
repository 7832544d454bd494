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
    assertTrue(admits(A));
  }

  @Test
  void clockJumpInBothDirectionsExcludesNoModel() {
    now = Instant.parse("2031-05-05T00:00:00Z");
    var used = new Remaining(OptionalLong.of(100), 0, Optional.of(Duration.ofMinutes(1)));
    hear(A, new RateLimits(Optional.of(used), Optional.of(used)));
    permit(A).answered(Duration.ofSeconds(9), RateLimits.NONE);
    fail(A, FailureClass.UNAUTHORIZED);
    open(OTHER_KEY);
    assertEquals(OptionalDouble.of(0), board.health(A).headroom());

    now = Instant.parse("1999-05-05T00:00:00Z");
    for (String bucket : List.of(A, SAME_KEY, OTHER_KEY)) {
      assertTrue(admits(bucket), board.health(bucket).why());
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
    assertFalse(admits(A));
    assertFalse(admits(OTHER_KEY));
    pass(Duration.ofSeconds(31));
    assertTrue(admits(A));
  }

  private void limited(String bucket) {
    limited(bucket, Duration.ofSeconds(30));
  }

  @Test
  void fiveFailuresInARowOpenTheBreaker() {
    for (int i = 0; i < 5; i++) {
      assertTrue(admits(A), "after " + i);
      fail(A, FailureClass.SERVER_ERROR);
    }
    assertFalse(admits(A));
    var health = board.health(A);
    assertTrue(health.open());
    assertEquals("circuit breaker open: 5 failures in a row", health.why());
    assertEquals(1.0, health.errorRate());
    assertTrue(admits(SAME_KEY), "another model is another bucket");
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
    assertFalse(admits(A));
    pass(Duration.ofSeconds(1));
    assertFalse(board.health(A).open());
    assertEquals(1, admittedOf(100));
    assertTrue(board.health(A).open());
  }

  @Test
  void successOfTheTrialClosesTheBreaker() {
    open(A);
    pass(Duration.ofSeconds(10));
    Permit trial = permit(A);
    assertEquals(Optional.of(Duration.ofSeconds(10)), trial.trial(), "it has its own deadline");
    assertFalse(admits(A));
    trial.answered(Duration.ofMillis(100), RateLimits.NONE);
    assertTrue(admits(A));
    assertEquals(Optional.empty(), permit(A).trial());
    fail(A, FailureClass.SERVER_ERROR);
    assertTrue(admits(A), "failures before the trial are forgotten");
  }

  @Test
  void trialMayTakeAsLongAsTheModelWasLeftAlone() {
    open(A);
    pass(Duration.ofSeconds(10));
    permit(A).failed(Failure.of(FailureClass.TIMEOUT, 0, ""), RateLimits.NONE, "");
    pass(Duration.ofSeconds(20));
    assertEquals(Optional.of(Duration.ofSeconds(20)), permit(A).trial());
  }

  @Test
  void callsThatBeganBeforeDecideNothingWhileTheBreakerIsOpen() {
    Permit early = permit(A);
    Permit failing = permit(A);
    Permit canceled = permit(A);
    open(A);
    early.answered(Duration.ofMillis(1), RateLimits.NONE);
    assertFalse(admits(A), "time alone restores");
    pass(Duration.ofSeconds(10));
    Permit trial = permit(A);
    canceled.cancelled();
    assertFalse(admits(A), "the trial still runs");
    failing.failed(Failure.of(FailureClass.SERVER_ERROR, 500, ""), RateLimits.NONE, "");
    assertEquals("circuit breaker half-open: one trial call is running", board.health(A).why());
    trial.answered(Duration.ofMillis(1), RateLimits.NONE);
    assertTrue(admits(A));
  }

  @Test
  void lastModelIsCalledWhileTheBreakerIsOpenAndChangesNothing() {
    open(A);
    Permit last = admitted(board.admit(A, false, false));
    assertEquals(Optional.empty(), last.trial());
    last.answered(Duration.ofMillis(1), RateLimits.NONE);
    assertFalse(admits(A), "time alone restores");
    pass(Duration.ofSeconds(10));
    assertTrue(admits(A));
  }

  @Test
  void waitThatTheProviderStatesHoldsForTheLastModel() {
    limited(A);
    assertEquals(new Admission.Refused("its rate limit is used up"), board.admit(A, false, false));
    pass(Duration.ofSeconds(10));
    assertEquals(Optional.of(Duration.ofSeconds(20)), board.statedWait(A));
    assertEquals(Optional.empty(), board.statedWait(SAME_KEY));
    pass(Duration.ofSeconds(20));
    admitted(board.admit(A, false, false));
    assertEquals(Optional.empty(), board.statedWait(A));
  }

  @Test
  void stateThatIsGuessedDoesNotShutTheLastModelOut() {
    fail(A, FailureClass.UNAUTHORIZED);
    admitted(board.admit(A, false, false)).answered(Duration.ofMillis(1), RateLimits.NONE);
    assertFalse(admits(A), "in the same instant nothing is known");
    pass(Duration.ofSeconds(1));
    admitted(board.admit(A, false, false)).answered(Duration.ofMillis(1), RateLimits.NONE);
    assertTrue(admits(A));
  }

  private int admittedOf(int callers) throws Exception {
    var admitted = new AtomicInteger();
    var all = new CountDownLatch(callers);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        threads.submit(() -> {
          boolean may = board.admit(A, false, true) instanceof Admission.Admitted;
          admitted.addAndGet(may ? 1 : 0);
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
      Permit trial = permit(A);
      trial.failed(Failure.of(FailureClass.OVERLOADED, 529, ""), RateLimits.NONE, "");
      rest = Math.min(300, rest * 2);
      pass(Duration.ofSeconds(rest).minusMillis(1));
      assertFalse(admits(A), "before " + rest);
      now = now.minusSeconds(rest).plusMillis(1);
    }
  }

  @Test
  void inconclusiveTrialReleasesItsSlot() {
    for (int end = 0; end < 3; end++) {
      String bucket = HealthBoard.bucket("p", "k", "end" + end);
      open(bucket);
      pass(Duration.ofSeconds(10));
      Permit trial = permit(bucket);
      assertFalse(admits(bucket));
      switch (end) {
        case 0 -> trial.cancelled();
        case 1 -> trial.failed(Failure.of(FailureClass.BAD_REQUEST, 400, ""), RateLimits.NONE, "x");
        default -> pass(Duration.ofMinutes(5));
      }
      assertTrue(admits(bucket), "end " + end);
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
    Permit shorter = permit(A);
    Permit well = permit(A);
    limited(A, Duration.ofSeconds(30));
    assertEquals("its rate limit is used up", board.health(A).why());
    shorter.failed(limit(Duration.ofSeconds(5)), RateLimits.NONE, "r");
    well.answered(Duration.ofMillis(1), RateLimits.NONE);
    pass(Duration.ofMillis(29_999));
    assertFalse(admits(A));
    pass(Duration.ofMillis(1));
    assertTrue(admits(A));
    assertTrue(admits(A), "a limit that is over needs no trial");
  }

  @Test
  void absurdRetryAfterDoesNotOverflow() {
    limited(A, Duration.ofSeconds(Long.MAX_VALUE));
    assertFalse(admits(A));
    pass(Duration.ofDays(31));
    assertTrue(admits(A));
  }

  @Test
  void keyOutOfCreditCoolsDownForAllItsModels() {
    fail(A, FailureClass.OUT_OF_CREDIT);
    assertFalse(admits(A));
    assertFalse(admits(SAME_KEY));
    assertTrue(admits(OTHER_KEY));
    assertEquals("its key is out of credit", board.health(SAME_KEY).why());
    pass(Duration.ofHours(1));
    assertTrue(admits(A));
  }

  /** Both calls end at once; the second has read the time before the first wrote its own. */
  @Test
  void keyStaysCoolWhenAnotherCallReadTheTimeAMomentBefore() {
    fail(A, FailureClass.OUT_OF_CREDIT);
    now = now.minusMillis(1);
    fail(OTHER_KEY, FailureClass.OUT_OF_CREDIT);
    now = now.plusMillis(1);
    assertFalse(admits(A));
    assertFalse(admits(OTHER_KEY));
  }

  /** The longer wait of the two counts, whichever call read the time first. */
  @Test
  void statedWaitStaysWhenAnotherCallReadTheTimeAMomentBefore() {
    Permit second = permit(A);
    limited(A, Duration.ofHours(1));
    now = now.minusMillis(1);
    var soon = Optional.of(Duration.ofSeconds(2));
    second.failed(
        new Failure(FailureClass.RATE_LIMITED, 429, "", "", soon, false), RateLimits.NONE, "r");
    pass(Duration.ofMinutes(30));
    assertFalse(admits(A));
  }

  @Test
  void outOfCreditCoolsDownUntilTheStatedReset() {
    Permit well = permit(SAME_KEY);
    var stated = Optional.of(Duration.ofHours(5));
    var failure = new Failure(FailureClass.OUT_OF_CREDIT, 402, "", "", stated, false);
    permit(A).failed(failure, RateLimits.NONE, "r");
    pass(Duration.ofSeconds(1));
    well.answered(Duration.ofMillis(1), RateLimits.NONE);
    assertFalse(admits(A), "a call that began before says nothing");
    assertEquals(new Admission.Refused("its key is out of credit"), board.admit(A, false, false));
    pass(Duration.ofHours(4));
    assertFalse(admits(A));
    pass(Duration.ofHours(1));
    assertTrue(admits(A));
  }

  @Test
  void refusedKeyIsBadForTenMinutesOrUntilItIsSetAgain() {
    fail(A, FailureClass.UNAUTHORIZED);
    assertEquals("its key was refused; set it again", board.health(A).why());
    assertFalse(admits(SAME_KEY));
    pass(Duration.ofMinutes(10));
    assertTrue(admits(A));
    fail(A, FailureClass.UNAUTHORIZED);
    board.keyChanged("openai", "env:KEY");
    assertTrue(admits(A));
  }

  @Test
  void goneModelIsBelievedAtOnceAndNotFoundByTwoRequests() {
    permit(A).failed(Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), RateLimits.NONE, "one");
    permit(A).failed(Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), RateLimits.NONE, "one");
    assertTrue(admits(A));
    permit(A).failed(Failure.of(FailureClass.MODEL_NOT_FOUND, 404, ""), RateLimits.NONE, "two");
    assertFalse(admits(A));
    assertEquals("its provider no longer has the model", board.health(A).why());
    assertTrue(admits(SAME_KEY));
    permit(SAME_KEY)
        .failed(Failure.of(FailureClass.MODEL_NOT_FOUND, 410, ""), RateLimits.NONE, "one");
    assertFalse(admits(SAME_KEY));
  }

  @Test
  void headroomIsBelievedUntilItsReset() {
    hear(A, limits(OptionalLong.of(100), 10, Optional.of(Duration.ofSeconds(20))));
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
      hear(A, absurd);
      assertEquals(OptionalDouble.empty(), board.health(A).headroom(), absurd.toString());
    }
  }

  private static RateLimits limits(OptionalLong limit, long left, Optional<Duration> reset) {
    return new RateLimits(Optional.empty(), Optional.of(new Remaining(limit, left, reset)));
  }

  @Test
  void percentileIsOfTheLastMinutes() {
    for (int i = 1; i <= 100; i++) {
      permit(A).answered(Duration.ofMillis(i), RateLimits.NONE);
    }
    assertEquals(Optional.of(Duration.ofMillis(95)), board.health(A).p95FirstToken());
    pass(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), board.health(A).p95FirstToken());
    assertEquals(0, board.health(A).errorRate());
  }

  @Test
  void callsInFlightAreCounted() {
    permit(A);
    Permit canceled = permit(A);
    Permit answered = permit(A);
    canceled.cancelled();
    answered.answered(Duration.ZERO, RateLimits.NONE);
    assertEquals(1, board.health(A).inFlight());
  }

  @Test
  void threeRetriesInTenSecondsAreAlwaysAllowed() {
    for (int i = 0; i < 3; i++) {
      assertTrue(retries(A));
    }
    assertFalse(retries(A));
    assertEquals(
        new Admission.Refused("its retry budget is exhausted"), board.admit(A, true, false));
    assertTrue(admits(A), "a first call is no retry");
    pass(Duration.ofSeconds(10));
    assertTrue(retries(A));
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
      while (retries(A)) {
        retries.add(now);
      }
    }
    assertTrue(retries.size() <= calls.size() / 5 + 3, retries.size() + " of " + calls.size());
    assertTrue(retries.size() >= calls.size() / 6, retries.size() + " of " + calls.size());
  }

  @Test
  void clockSetBackDoesNotExtendCooldown() {
    open(A);
    now = now.minus(Duration.ofDays(365));
    assertTrue(admits(A));
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
    permit(bucket).failed(limit(wait), RateLimits.NONE, "r");
  }

  private static Failure limit(Duration wait) {
    return new Failure(FailureClass.RATE_LIMITED, 429, "", "", Optional.of(wait), false);
  }

  private void fail(String bucket, FailureClass kind) {
    admitted(board.admit(bucket, false, false))
        .failed(Failure.of(kind, 0, ""), RateLimits.NONE, "r");
  }

  private void answer(String bucket) {
    admitted(board.admit(bucket, false, false)).answered(Duration.ofMillis(100), RateLimits.NONE);
  }

  private void hear(String bucket, RateLimits limits) {
    permit(bucket).failed(Failure.of(FailureClass.BAD_REQUEST, 400, ""), limits, "");
  }

  private boolean admits(String bucket) {
    var admission = board.admit(bucket, false, true);
    if (admission instanceof Admission.Admitted yes) {
      yes.permit().cancelled();
    }
    return admission instanceof Admission.Admitted;
  }

  private boolean retries(String bucket) {
    var admission = board.admit(bucket, true, false);
    if (admission instanceof Admission.Admitted yes) {
      yes.permit().cancelled();
    }
    return admission instanceof Admission.Admitted;
  }

  private Permit permit(String bucket) {
    return admitted(board.admit(bucket, false, true));
  }

  private static Permit admitted(Admission admission) {
    return switch (admission) {
      case Admission.Admitted yes -> yes.permit();
      case Admission.Refused no -> throw new AssertionError(no.why());
    };
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
