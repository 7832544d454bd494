package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.store.FeedbackLog;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFeedbackTest {
  @TempDir private Path home;
  private Store store;
  private FeedbackLog log;

  @BeforeEach
  void open() {
    store = Stores.open(home);
    log = store.feedback();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void feedbackOfAnotherAppIsUnknown() {
    store.ledger().record(TraceSample.of("r1").by("editor").trace());
    assertInstanceOf(Feedback.Receipt.Unknown.class, log.record("scripts", score("r1", 1)));
    assertInstanceOf(Feedback.Receipt.Unknown.class, log.record("", score("r1", 1)));
    assertEquals(new Feedback.Receipt.Kept("r1", false), log.record("editor", score("r1", 1)));
  }

  @Test
  void feedbackOnCopyIsUnknown() {
    store.ledger().record(taken("r1~shadow", "opus", "r1"));
    assertInstanceOf(Feedback.Receipt.Unknown.class, log.record("editor", score("r1~shadow", 1)));
    assertEquals(List.of(), log.branches());
  }

  @Test
  void requestHasAtMostTwentyMetrics() {
    store.ledger().record(TraceSample.of("r1").trace());
    for (int i = 0; i < Feedback.MOST_METRICS; i++) {
      log.record("editor", feedback("r1", "m" + i, 1));
    }
    assertInstanceOf(
        Feedback.Receipt.TooMany.class, log.record("editor", feedback("r1", "more", 1)));
    assertEquals(
        new Feedback.Receipt.Kept("r1", true), log.record("editor", feedback("r1", "m3", 0)));
  }

  @Test
  void latest200ScoresCount() {
    assertEquals(Success.UNKNOWN, log.success("main", "fast"));
    for (int i = 0; i < 300; i++) {
      store.ledger().record(TraceSample.of("r" + i).trace());
    }
    for (int i = 0; i < 300; i++) {
      log.record("editor", score("r" + i, i < 100 ? 1 : i < 200 ? 0 : 0.5));
    }
    assertEquals(new Success(200, 50), log.success("main", "fast"));
    store.close();
    open();
    assertEquals(new Success(200, 50), log.success("main", "fast"));
  }

  @Test
  void otherMetricsDoNotCountForDecisions() {
    store.ledger().record(TraceSample.of("r1").trace());
    log.record("editor", feedback("r1", "speed", 0));
    assertEquals(Success.UNKNOWN, log.success("main", "fast"));
  }

  @Test
  void answerGivenAgainCountsForItsModel() {
    Trace of = TraceSample.of("r1").trace();
    var earlier =
        new Trace.Cached(
            "again",
            "fast",
            "p",
            "m",
            Duration.ofMinutes(1),
            1,
            Optional.empty(),
            Optional.empty());
    store
        .ledger()
        .record(
            new Trace(
                "r1",
                of.at(),
                of.graph(),
                of.asked(),
                of.steps(),
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                200,
                3,
                of.firstTokenMillis(),
                List.of(),
                "",
                Optional.of(earlier)));
    log.record("editor", score("r1", 1));
    assertEquals(new Success(1, 1), log.success("main", "fast"));
  }

  @Test
  void branchesAddUpAndScoresKeepTheirOrder() {
    store.ledger().record(taken("r1", "opus", ""));
    store.ledger().record(taken("r2", "gpt", ""));
    store.ledger().record(taken("r3", "opus", ""));
    log.record("editor", score("r3", 0.5));
    log.record("editor", score("r2", 1));
    log.record("editor", score("r1", 0));
    log.record("editor", score("r3", 0.25));
    var branches = log.branches();
    assertEquals(List.of("gpt", "opus"), branches.stream().map(each -> each.branch()).toList());
    var opus = branches.getLast();
    assertEquals(2, opus.requests());
    assertEquals(Optional.of(Money.of("0.0125")), opus.meanUsd());
    assertEquals(950, opus.meanMillis().orElseThrow());
    assertEquals(230, opus.meanWaitMillis().orElseThrow());
    var scores = new ArrayList<String>();
    log.scores(opus.place(), each -> scores.add(each.branch() + " " + each.score()));
    assertEquals(List.of("opus 0.25", "gpt 1.0", "opus 0.0"), scores);
  }

  @Test
  void conversationIsItsLatestAnswerThoughThatIsNotYetWritten() {
    for (int turn = 1; turn <= 5; turn++) {
      store.ledger().record(TraceSample.of("r" + turn).at(NOON.plusSeconds(turn)).trace());
      var about = new Feedback.Subject.Conversation("c-1");
      assertEquals(
          new Feedback.Receipt.Kept("r" + turn, false),
          log.record("editor", new Feedback(about, Feedback.SCORE, 1)));
    }
  }

  @Test
  void streamThatBrokeIsNoAnswerOfItsBranch() {
    var broken = new Outcome.Failed(FailureClass.INTERRUPTED);
    store.ledger().record(taken("r1", "opus", ""));
    store.ledger().record(ending(taken("r2", "opus", ""), broken));
    store.ledger().record(ending(taken("r3", "opus", ""), new Outcome.Cancelled()));
    store.ledger().flush();
    var opus = log.branches().getFirst();
    assertEquals(3, opus.requests());
    assertEquals(1, opus.answered());
    assertEquals(950, opus.meanMillis().orElseThrow());
  }

  /** The status stays 200: the head of the answer was sent before. */
  private static Trace ending(Trace of, Outcome outcome) {
    Attempt last = of.attempts().getLast();
    var attempt =
        new Attempt(
            last.model(),
            last.provider(),
            last.providerModel(),
            last.key(),
            outcome,
            200,
            last.millis(),
            last.firstTokenMillis(),
            last.usage(),
            last.cost(),
            "",
            false);
    return new Trace(
        of.id(),
        of.at(),
        of.graph(),
        of.asked(),
        of.steps(),
        List.of(attempt),
        of.consulted(),
        of.copyOf(),
        of.estimate(),
        200,
        of.millis(),
        of.firstTokenMillis(),
        of.losses(),
        of.error());
  }

  /** The last branch at a node counts: a budget without room may send a request by it again. */
  private static Trace taken(String id, String branch, String copyOf) {
    Trace of = TraceSample.of(id).with(branch).trace();
    var steps =
        List.of(
            step("elsewhere", ""), step("other", "trial"), step(branch, "trial"), step("x", ""));
    return new Trace(
        id,
        of.at(),
        of.graph(),
        of.asked(),
        steps,
        of.attempts(),
        of.consulted(),
        copyOf,
        of.estimate(),
        of.status(),
        of.millis(),
        of.firstTokenMillis(),
        of.losses(),
        of.error());
  }

  private static Step step(String to, String experiment) {
    return new Step("tone", "50%", to, "drew", Map.of(), List.of(), 1).in(experiment);
  }

  private static Feedback score(String request, double score) {
    return feedback(request, Feedback.SCORE, score);
  }

  private static Feedback feedback(String request, String metric, double score) {
    return new Feedback(new Feedback.Subject.Request(request), metric, score);
  }
}
