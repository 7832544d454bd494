package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.route.World;
import io.signalbox.engine.spi.ErrorReason;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.Permit;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: cap
      models:
        a: { provider: p, model: model-a }
        b: { provider: p, model: model-b }
        c: { provider: p, model: model-c }
      nodes:
        cap: { kind: budget, usd: 1, per: day, within: never, over: c }
        never: { kind: fallback, to: [ a, b, c ], retries: 1 }
      """;

  private static final String ASKING =
      """
      signalbox: 1
      name: Test
      start: topic
      models:
        a: { provider: p, model: model-a }
        b: { provider: p, model: model-b }
        c: { provider: p, model: model-c }
      nodes:
        topic:
          kind: ask
          model: c
          question: What is it about?
          answers: { code: a, chat: b }
          otherwise: b
      """;

  private static final String MIRRORING =
      """
      signalbox: 1
      name: Test
      start: both
      models:
        a: { provider: p, model: model-a }
        b: { provider: p, model: model-b }
      nodes:
        both: { kind: mirror, to: a, shadow: b%s }
      """;

  private static final String D = "\n  d: { provider: p, model: model-d }";

  private final Map<String, Deque<UpstreamAnswer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<ChatRequest> questions = new ArrayList<>();
  private final List<UpstreamCall.Deadlines> deadlines = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private final FakeQuota quota = new FakeQuota();
  private final Heard heard = new Heard();
  private final Reports reports = new Reports();
  private ExchangeContext.Key key = new ExchangeContext.Key.None();
  private Set<String> missing = Set.of();
  private String nodes = GRAPH;
  private String prompt = "hi";
  private boolean stream = true;
  private Extras extras = Extras.NONE;
  private Money spentOnCopies = Money.ZERO;
  private Optional<String> refusal = Optional.empty();

  @AfterEach
  void nothingIsLeftOpen() {
    assertEquals(0, reports.open, "every admitted call is reported on once");
    assertEquals(0, quota.open, "every hold ends");
  }

  @Test
  void answerIsPassedOnAndRecordedWithItsCost() {
    answer("a", said("hello", Usage.of(1_000_000, 1_000_000)));
    Result result = run();
    assertEquals("hello", heard.text);
    assertEquals(Optional.empty(), result.trouble());
    assertEquals(Money.of("11"), result.trace().cost().orElseThrow());
    assertEquals(List.of(result.trace()), traces);
  }

  @Test
  void answerOfAnotherModelHasItsPriceAndIsTold() {
    answer("a", saidBy("cheap-model", "hello", Usage.of(1_000_000, 1_000_000)));
    Result result = run();
    assertEquals(Money.of("1.1"), result.trace().cost().orElseThrow());
    assertEquals(List.of("p answered with cheap-model, not model-a"), result.trace().losses());
  }

  @Test
  void answerOfUnknownModelIsToldWithoutItsName() {
    answer("a", saidBy("who knows", "hello", Usage.of(1_000_000, 1_000_000)));
    Result result = run();
    assertEquals(Money.of("11"), result.trace().cost().orElseThrow());
    assertEquals(
        List.of("p answered with a model that is not known, not model-a"), result.trace().losses());
  }

  @Test
  void versionOfTheModelIsTheModel() {
    for (String name : List.of("model-a-2026-01-01", "org/Model-A", "model-a-latest", "")) {
      answer("a", saidBy(name, "hello", Usage.of(1, 1)));
      assertEquals(List.of(), run().trace().losses(), name);
    }
  }

  @Test
  void overloadBeforeTheFirstEventGoesToTheNextModelAfterItsRetry() {
    answer("a", failed(FailureClass.OVERLOADED, 529), failed(FailureClass.OVERLOADED, 529));
    answer("b", said("from b", Usage.of(1, 1)));
    Result result = run();
    assertEquals(List.of("a", "a", "b"), asked);
    assertEquals("from b", heard.text);
    assertEquals(3, heard.beginning.orElseThrow().attempts());
    assertEquals("overloaded", result.trace().attempts().getFirst().outcome().id());
    assertEquals(529, result.trace().attempts().getFirst().status());
  }

  @Test
  void neverMoreThanThreeCallsAndTheLastFailureIsTheAnswer() {
    answer("a", failed(FailureClass.SERVER_ERROR, 500), failed(FailureClass.SERVER_ERROR, 500));
    answer("b", failed(FailureClass.RATE_LIMITED, 429));
    Result result = run();
    assertEquals(List.of("a", "a", "b"), asked);
    assertEquals(429, result.trouble().orElseThrow().status());
  }

  @Test
  void badRequestIsGivenToTheClientAtOnce() {
    answer("a", failed(FailureClass.BAD_REQUEST, 400));
    Result result = run();
    assertEquals(List.of("a"), asked);
    assertEquals(400, result.trouble().orElseThrow().status());
  }

  @Test
  void unauthorizedKeyGoesOnWithoutRetry() {
    answer("a", failed(FailureClass.UNAUTHORIZED, 401));
    answer("b", said("from b", Usage.of(1, 1)));
    run();
    assertEquals(List.of("a", "b"), asked);
  }

  @Test
  void interruptionAfterCommitPointEndsWithErrorAndCallsNoOtherModel() {
    var cut =
        arriving(
            new ReplyEvent.Started("x", "model-a"),
            new ReplyEvent.TextDelta("half"),
            new ReplyEvent.Failed(Failure.of(FailureClass.INTERRUPTED, 200, "cut")));
    answer("a", cut);
    Result result = run();
    assertEquals(List.of("a"), asked);
    assertEquals(FailureClass.INTERRUPTED, heard.broken.orElseThrow().kind());
    assertTrue(heard.ending.isEmpty());
    assertInstanceOf(Outcome.Failed.class, result.trace().attempts().getLast().outcome());
    assertTrue(result.trace().attempts().getLast().usage().isPresent(), "what came is counted");
  }

  @Test
  void unreportedUsageIsEstimatedForTheTraceAlone() {
    var silent =
        arriving(
            new ReplyEvent.Started("x", "model-a"),
            new ReplyEvent.TextDelta("twelve chars"),
            new ReplyEvent.Finished(FinishReason.STOP, "stop"));
    answer("a", silent);
    Attempt attempt = run().trace().attempts().getLast();
    assertEquals(Optional.empty(), heard.ending.orElseThrow().usage());
    assertEquals(3, attempt.usage().orElseThrow().completionTokens());
    assertTrue(
        attempt.cost().lines().stream().allMatch(line -> line.count() == CostLine.Count.ESTIMATED));
  }

  @Test
  void failureAsFirstEventIsNoAnswer() {
    var error = new ReplyEvent.Failed(Failure.of(FailureClass.OVERLOADED, 200, "in the stream"));
    answer("a", arriving(error), arriving(error));
    answer("b", said("from b", Usage.of(1, 1)));
    run();
    assertEquals("from b", heard.text);
  }

  @Test
  void clientDisconnectIsRecordedAs499() {
    heard.leaves = true;
    answer("a", said("hello", Usage.of(1, 1)));
    Result result = run();
    assertEquals(499, result.trace().status());
    assertInstanceOf(Outcome.Cancelled.class, result.trace().attempts().getLast().outcome());
  }

  @Test
  void disconnectDuringInterruptionErrorIsRecordedAs499() {
    heard.leavesWhenBroken = true;
    var cut = new ReplyEvent.Failed(Failure.of(FailureClass.INTERRUPTED, 200, "cut"));
    answer("a", arriving(new ReplyEvent.TextDelta("half"), cut));
    assertEquals(499, run().trace().status());
  }

  @Test
  void disconnectAtFinishOfStreamCountsAsAnswered() {
    heard.leavesAtTheEnd = true;
    answer("a", said("hello", Usage.of(1, 1)));
    Trace trace = run().trace();
    assertEquals(200, trace.status());
    assertInstanceOf(Outcome.Answered.class, trace.attempts().getLast().outcome());
    assertEquals("", trace.error());
  }

  @Test
  void disconnectBetweenFinishAndUsageCountsAsAnswered() {
    heard.leavesAfterTheFinish = true;
    answer(
        "a",
        arriving(
            new ReplyEvent.TextDelta("hello"),
            new ReplyEvent.Finished(FinishReason.STOP, "stop"),
            new ReplyEvent.UsageReported(Usage.of(1, 1))));
    assertEquals(200, run().trace().status());
  }

  @Test
  void disconnectBeforeFinishIsRecordedAs499() {
    heard.leavesAfterTheFinish = true;
    heard.finishesAtItsEnd = true;
    answer(
        "a",
        arriving(
            new ReplyEvent.TextDelta("hello"),
            new ReplyEvent.Finished(FinishReason.STOP, "stop"),
            new ReplyEvent.UsageReported(Usage.of(1, 1))));
    assertEquals(499, run().trace().status());
  }

  @Test
  void disconnectBeforeEndOfBodyIsRecordedAs499() {
    stream = false;
    heard.finishesAtItsEnd = true;
    heard.leavesAtTheEnd = true;
    answer("a", said("hello", Usage.of(1, 1)));
    assertEquals(499, run().trace().status());
  }

  @Test
  void mistakeOfOursKeepsTheWorstCaseAndIsRecorded() {
    heard.breaks = true;
    answer("a", said("hello", Usage.of(1, 1)));
    assertThrows(IllegalStateException.class, this::run);
    assertTrue(quota.settled.compareTo(Money.of("0.08")) > 0, quota.settled.plain());
    assertEquals(500, traces.getFirst().status());
    assertEquals("interrupted", traces.getFirst().attempts().getLast().outcome().id());
  }

  @Test
  void callThatCostNothingIsGivenBack() {
    answer("a", failed(FailureClass.BAD_REQUEST, 400));
    run();
    assertEquals(1, quota.released);
  }

  @Test
  void whatWeLackOurselvesIsNotHeldAgainstTheModel() {
    key = new ExchangeContext.Key.Missing("set it");
    Result result = run();
    assertEquals(List.of(), asked);
    assertEquals(0, reports.admitted);
    assertEquals(502, result.trouble().orElseThrow().status());
    assertEquals("set it", result.trouble().orElseThrow().message());
  }

  @Test
  void modelsWithoutKeyUseUpNoCalls() {
    missing = Set.of("a", "b", "c");
    nodes = GRAPH.replace("[ a, b, c ]", "[ a, b, c, d ]").replace("\nnodes:", D + "\nnodes:");
    answer("d", said("from d", Usage.of(1, 1)));
    Result result = run();
    assertEquals(List.of("d"), asked);
    assertEquals(1, result.trace().calls().size());
    assertEquals("unauthorized", result.trace().attempts().getFirst().outcome().id());
  }

  @Test
  void wholeAnswerThatBreaksOffIsRecordedAsTheClientSeesIt() {
    stream = false;
    var cut = new ReplyEvent.Failed(Failure.of(FailureClass.INTERRUPTED, 200, "cut"));
    answer("a", arriving(new ReplyEvent.TextDelta("half"), cut));
    assertEquals(502, run().trace().status());
  }

  @Test
  void whatTheProviderQuotesOfThePromptIsNotRecorded() {
    prompt = "my secret is that I like trains";
    var quoting = "cannot answer 'my secret is that I like trains' now";
    answer(
        "a",
        new UpstreamAnswer.Failed(
            new Failure(FailureClass.BAD_REQUEST, 400, quoting, "trains", Optional.empty(), false),
            RateLimits.NONE));
    Result result = run();
    assertEquals(quoting, result.trouble().orElseThrow().message());
    assertEquals("p answered 400", result.trace().error());
    assertEquals("p answered 400", result.trace().attempts().getFirst().message());
  }

  @Test
  void modelThatIsNotAdmittedIsNoCall() {
    reports.closed = Set.of("a");
    answer("b", failed(FailureClass.SERVER_ERROR, 500), failed(FailureClass.SERVER_ERROR, 500));
    answer("c", said("from c", Usage.of(1, 1)));
    run();
    assertEquals(List.of("b", "b", "c"), asked);
    assertEquals(3, heard.beginning.orElseThrow().attempts());
  }

  @Test
  void budgetIsHeldAtItsWorstAndSettledAtWhatItCost() {
    answer("a", said("hello", Usage.of(1_000_000, 1)));
    run();
    assertEquals(Money.of("1.00001"), quota.settled);
  }

  @Test
  void budgetWithoutRoomTakesOver() {
    quota.full = true;
    answer("c", said("from c", Usage.of(1, 1)));
    run();
    assertEquals(List.of("c"), asked);
  }

  @Test
  void longRetryAfterIsNotWaitedFor() {
    var wait =
        new Failure(
            FailureClass.RATE_LIMITED, 429, "slow", "", Optional.of(Duration.ofMinutes(1)), false);
    answer("a", new UpstreamAnswer.Failed(wait, RateLimits.NONE));
    answer("b", said("from b", Usage.of(1, 1)));
    run();
    assertEquals(List.of("a", "b"), asked);
  }

  @Test
  void retryOfTheSameModelWaitsWithJitterAndAnotherModelForNothing() {
    nodes = GRAPH.replace("retries: 1", "retries: 2");
    var busy = failed(FailureClass.OVERLOADED, 529);
    answer("a", busy, busy, busy);
    run();
    assertEquals(List.of(false, true, true), reports.retries);
    assertEquals(2, pauses.size());
    assertTrue(pauses.get(0).compareTo(Duration.ofMillis(500)) <= 0, pauses.toString());
    assertTrue(pauses.get(1).compareTo(Duration.ofMillis(1000)) <= 0, pauses.toString());

    pauses.clear();
    reports.retries.clear();
    nodes = GRAPH.replace("retries: 1", "retries: 0");
    answer("a", busy);
    answer("b", busy);
    answer("c", busy);
    run();
    assertEquals(List.of(false, false, false), reports.retries);
    assertEquals(List.of(), pauses);
  }

  @Test
  void retryWaitsAsLongAsTheProviderAsks() {
    var wait = Optional.of(Duration.ofSeconds(4));
    var slow = new Failure(FailureClass.RATE_LIMITED, 429, "slow", "", wait, false);
    answer("a", new UpstreamAnswer.Failed(slow, RateLimits.NONE), said("hello", Usage.of(1, 1)));
    run();
    assertEquals(List.of(Duration.ofSeconds(4)), pauses);
  }

  @Test
  void secondModelOfTheSameBucketIsARetry() {
    nodes =
        GRAPH
            .replace("retries: 1", "retries: 0")
            .replace("c: { provider: p, model: model-c }", "c: { provider: p, model: model-a }");
    var busy = failed(FailureClass.OVERLOADED, 529);
    answer("a", busy);
    answer("b", busy);
    answer("c", said("from c", Usage.of(1, 1)));
    run();
    assertEquals(List.of("a", "b", "c"), asked);
    assertEquals(List.of(false, false, true), reports.retries);
    assertEquals(1, pauses.size());
  }

  @Test
  void trialHasItsOwnDeadlineUnlessThereIsNoOtherModel() {
    reports.trial = Optional.of(Duration.ofSeconds(10));
    for (boolean streamed : List.of(true, false)) {
      deadlines.clear();
      stream = streamed;
      nodes = GRAPH.replace("retries: 1", "retries: 0");
      var busy = failed(FailureClass.OVERLOADED, 529);
      answer("a", busy);
      answer("b", busy);
      answer("c", busy);
      run();
      var usual = UpstreamCall.Deadlines.USUAL;
      var trial = streamed ? Duration.ofSeconds(10) : Duration.ofMinutes(1);
      var last = streamed ? usual.firstToken() : usual.total();
      assertEquals(
          List.of(trial, trial, last),
          deadlines.stream().map(UpstreamCall.Deadlines::firstToken).toList());
      assertEquals(usual.total(), deadlines.getLast().total());
    }
  }

  @Test
  void clientIsToldWhenTheFirstModelIsBack() {
    reports.closed = Set.of("a", "b", "c");
    reports.stated = Optional.of(Duration.ofSeconds(20));
    var trouble = run().trouble().orElseThrow();
    assertEquals(List.of(), asked);
    assertEquals(429, trouble.status());
    assertEquals(Optional.of(Duration.ofSeconds(20)), trouble.retryAfter());

    reports.stated = Optional.empty();
    assertEquals(503, run().trouble().orElseThrow().status());
  }

  @Test
  void modelThatIsAskedDecides() {
    nodes = ASKING;
    answer("c", said("**Code.**", Usage.of(1_000_000, 1_000_000)));
    answer("a", said("from a", Usage.of(1_000_000, 1_000_000)));
    Result result = run();
    assertEquals(List.of("c", "a"), asked);
    assertEquals("from a", heard.text);
    assertEquals(1, heard.beginning.orElseThrow().attempts());
    assertEquals("c answered code", result.trace().steps().getFirst().because());
    assertEquals(List.of("a"), models(result.trace().attempts()));
    assertEquals("topic", result.trace().consulted().getFirst().node());
    assertEquals(Money.of("22"), result.trace().cost().orElseThrow());
  }

  @Test
  void modelThatIsAskedSeesTheQuestionAndTheLastMessageAlone() {
    nodes = ASKING;
    prompt = "Why does my loop never end?";
    answer("c", said("code", Usage.of(1, 1)));
    answer("a", said("from a", Usage.of(1, 1)));
    run();
    String sent = questions.getFirst().messages().toString();
    assertTrue(sent.contains("What is it about?") && sent.contains("- code"), sent);
    assertEquals(prompt, questions.getFirst().lastUserText());
    assertEquals(2, questions.getFirst().messages().size());
    assertFalse(questions.getFirst().stream());
  }

  @Test
  void answerThatIsNoLabelGoesOtherwise() {
    nodes = ASKING;
    for (String said : List.of("I cannot say", "code or chat", "")) {
      asked.clear();
      answer("c", said(said, Usage.of(1, 1)));
      answer("b", said("from b", Usage.of(1, 1)));
      assertEquals("otherwise", run().trace().steps().getFirst().exit());
      assertEquals(List.of("c", "b"), asked);
    }
  }

  @Test
  void failureOfModelThatIsAskedIsNoFailureOfTheRequest() {
    nodes = ASKING;
    answer("c", failed(FailureClass.RATE_LIMITED, 429));
    answer("b", said("from b", Usage.of(1, 1)));
    Result result = run();
    assertEquals("c gave no answer: rate_limited", result.trace().steps().getFirst().because());
    assertEquals(200, result.trace().status());
    assertEquals("rate_limited", result.trace().consulted().getFirst().attempt().outcome().id());
  }

  @Test
  void openCircuitOfModelThatIsAskedGoesOtherwise() {
    nodes = ASKING;
    reports.closed = Set.of("c");
    answer("b", said("from b", Usage.of(1, 1)));
    assertEquals("c gave no answer: it rests", run().trace().steps().getFirst().because());
    assertEquals(List.of("b"), asked);
  }

  @Test
  void promiseOfCallsLeavesOneForTheAnswer() {
    nodes = ASKING + "promises: [ { name: One, attempts: 1 } ]\n";
    answer("b", said("from b", Usage.of(1, 1)));
    run();
    assertEquals(List.of("b"), asked);
  }

  @Test
  void copyIsRecordedAndNotReturned() {
    nodes = MIRRORING.formatted("");
    answer("a", said("from a", Usage.of(1_000_000, 1_000_000)));
    answer("b", said("from b", Usage.of(1_000_000, 500_000)));
    Result result = run();
    assertEquals("from a", heard.text);
    assertEquals(Money.of("11"), result.trace().cost().orElseThrow());
    assertEquals(2, traces.size());
    Trace copy = traces.getFirst();
    assertEquals("r1", copy.copyOf());
    assertEquals("r1~both", copy.id());
    assertEquals(List.of("both"), copy.path());
    assertEquals(0, Money.of("6").compareTo(copy.cost().orElseThrow()));
  }

  @Test
  void failureOfCopyDoesNotConcernTheClient() {
    nodes = MIRRORING.formatted("");
    answer("a", said("from a", Usage.of(1, 1)));
    answer("b", failed(FailureClass.SERVER_ERROR, 500));
    assertEquals(200, run().trace().status());
    assertEquals("from a", heard.text);
    assertEquals(502, traces.getFirst().status());
  }

  @Test
  void copyThatIsNotMadeIsToldSo() {
    nodes = MIRRORING.formatted("");
    refusal = Optional.of("too many copies are in flight");
    answer("a", said("from a", Usage.of(1, 1)));
    assertEquals(
        "not copied: too many copies are in flight", run().trace().steps().getFirst().because());
    assertEquals(1, traces.size());
  }

  @Test
  void stopDuringConsultationIsToldToTheClient() {
    nodes = ASKING;
    heard.stopping = true;
    answer("c", failed(FailureClass.INTERRUPTED, 0));
    Thread.currentThread().interrupt();
    Result result = run();
    assertTrue(Thread.interrupted());
    assertEquals(503, result.trouble().orElseThrow().status());
    assertEquals("cancelled", result.trace().consulted().getFirst().attempt().outcome().id());
  }

  @Test
  void copiesStopAtTheirCapAndAtPromises() {
    for (String limits : List.of(", share: 0%", ", usd: 0.5")) {
      asked.clear();
      spentOnCopies = Money.of("0.5");
      nodes = MIRRORING.formatted(limits);
      answer("a", said("from a", Usage.of(1, 1)));
      assertTrue(run().trace().steps().getFirst().because().startsWith("not copied"), limits);
      assertEquals(List.of("a"), asked);
    }
    nodes = MIRRORING.formatted("") + "promises: [ { name: One, attempts: 1 } ]\n";
    answer("a", said("from a", Usage.of(1, 1)));
    run();
    assertEquals(List.of("a", "a"), asked);
  }

  private static List<String> models(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::model).toList();
  }

  private Result run() {
    RoutingGraph graph = GraphText.read("test.yaml", nodes).graph().orElseThrow();
    var inquiry =
        new IncomingRequest(
            "r1",
            ChatRequest.ofText("", prompt).withStream(stream, true).withExtras(extras),
            Optional.empty(),
            Client.LOCAL,
            false);
    Copies atOnce =
        (id, bytes, copy) -> {
          if (refusal.isEmpty()) {
            copy.run();
          }
          return refusal;
        };
    return new Exchange(around(), atOnce)
        .run(new Router(graph, ExchangeTest::card), inquiry, heard);
  }

  private ExchangeContext around() {
    var provider =
        new Provider(
            "p",
            "P",
            "http://p.invalid",
            "openai",
            Optional.empty(),
            Set.of(),
            Provider.Reach.LOCAL,
            List.of());
    return new ExchangeContext(
        this::ask,
        new FakeWorld(spentOnCopies),
        quota,
        reports,
        id -> Optional.of(provider),
        Dialects::of,
        model -> missing.contains(model.id()) ? new ExchangeContext.Key.Missing("set it") : key,
        pauses::add,
        UpstreamCall.Deadlines.USUAL,
        traces::add);
  }

  private static ModelCard card(Model model) {
    if (!model.model().matches("model-[a-z]|cheap-model")) {
      return ModelCard.unknown(model.provider(), model.model());
    }
    boolean cheap = model.model().equals("cheap-model");
    var tier =
        new Price.Tier(
            0,
            cheap ? new BigDecimal("0.1") : BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            cheap ? BigDecimal.ONE : BigDecimal.TEN);
    var price = new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1));
    var unknown = ModelCard.unknown(model.provider(), model.model());
    return new ModelCard(
        unknown.provider(),
        unknown.model(),
        unknown.name(),
        unknown.contextTokens(),
        unknown.maxOutputTokens(),
        unknown.abilities(),
        Optional.of(price),
        unknown.speed(),
        unknown.encoding(),
        List.of(),
        false);
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    asked.add(call.model());
    questions.add(call.request());
    deadlines.add(call.deadlines());
    return answers.get(call.model()).pop();
  }

  private void answer(String model, UpstreamAnswer... all) {
    answers.put(model, new ArrayDeque<>(List.of(all)));
  }

  @Test
  void badEndBeforeContentFailsOver() {
    nodes = GRAPH.replace("retries: 1", "retries: 0");
    answer("a", arriving(new ReplyEvent.Started("x", ""), badEnd("MALFORMED_FUNCTION_CALL")));
    answer("b", said("hello", Usage.of(1, 1)));
    Result result = run();
    assertEquals("hello", heard.text);
    Attempt first = result.trace().attempts().getFirst();
    assertEquals("p reported MALFORMED_FUNCTION_CALL in its answer", first.message());
    assertEquals(
        new Outcome.Failed(FailureClass.INTERRUPTED, true, "MALFORMED_FUNCTION_CALL"),
        first.outcome());
  }

  @Test
  void badEndOfWholeAnswerFailsOverAlthoughSomethingWasSaid() {
    nodes = GRAPH.replace("retries: 1", "retries: 0");
    stream = false;
    answer("a", whole(new ReplyEvent.TextDelta("half"), badEnd("OTHER")));
    answer("b", said("hello", Usage.of(1, 1)));
    run();
    assertEquals("hello", heard.text);
  }

  @Test
  void badEndAfterContentIsToldAsAnInterruptionAfterWhatWasSaid() {
    answer(
        "a",
        pieces(
            List.of(
                List.of(new ReplyEvent.TextDelta("one")),
                List.of(new ReplyEvent.TextDelta(" two"), badEnd("any secret?")))));
    Result result = run();
    assertEquals("one two", heard.text);
    assertEquals(
        "The provider ended its answer for an unknown reason.",
        heard.broken.orElseThrow().message());
    assertEquals(Optional.empty(), heard.ending);
    assertFalse(heard.finished);
    assertInstanceOf(Outcome.Failed.class, result.trace().attempts().getFirst().outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "prompt"})
  void answerThatCannotBeWrittenAnewIsRefusedBeforeTheCall(String member) {
    extras = new Extras("openai", Map.of(member, "2"));
    var trouble = run().trouble().orElseThrow();
    assertEquals(400, trouble.status());
    assertTrue(trouble.message().contains("'" + member + "'"), trouble.message());
    assertEquals(List.of(), asked);
    assertEquals(
        new ErrorReason.Failed(
            FailureClass.BAD_REQUEST,
            new Failure.OwnWords("openai", "unsupported_parameter", member)),
        trouble.reason());
  }

  @Test
  void partsOfTheAnswerThatTheClientCannotBeToldAreLosses() {
    answer(
        "a",
        arriving(
            new ReplyEvent.TextDelta("Found."),
            new ReplyEvent.Foreign("anthropic", "citations_delta", "{}"),
            new ReplyEvent.Foreign("anthropic", "citations_delta", "{}"),
            new ReplyEvent.Foreign("anthropic", "web_search_tool_result", "{}"),
            new ReplyEvent.Foreign("anthropic", "input_json_delta", "{}"),
            new ReplyEvent.Foreign("gemini", "a kind? of \"prompt\"", "{}"),
            new ReplyEvent.Foreign("openai", "told", "{}"),
            new ReplyEvent.Finished(FinishReason.STOP, "stop")));
    assertEquals(
        List.of(
            "Of the answer, the client's API has no place for citations: left out.",
            "Of the answer, the client's API has no place for the provider's own tools and what"
                + " they found: left out.",
            "Of the answer, the client's API has no place for a part without a name: left out."),
        run().trace().losses());
  }

  private static ReplyEvent badEnd(String raw) {
    return new ReplyEvent.Finished(FinishReason.OTHER, raw);
  }

  private static UpstreamAnswer failed(FailureClass kind, int status) {
    return new UpstreamAnswer.Failed(Failure.of(kind, status, "told to fail"), RateLimits.NONE);
  }

  private static UpstreamAnswer said(String text, Usage usage) {
    return saidBy("", text, usage);
  }

  private static UpstreamAnswer saidBy(String model, String text, Usage usage) {
    return arriving(
        new ReplyEvent.Started("x", model),
        new ReplyEvent.TextDelta(text),
        new ReplyEvent.UsageReported(usage),
        new ReplyEvent.Finished(FinishReason.STOP, "stop"));
  }

  private static UpstreamAnswer arriving(ReplyEvent... events) {
    return pieces(Arrays.stream(events).map(List::of).toList());
  }

  private static UpstreamAnswer whole(ReplyEvent... events) {
    return pieces(List.of(List.of(events)));
  }

  private static UpstreamAnswer pieces(List<List<ReplyEvent>> pieces) {
    Iterator<List<ReplyEvent>> left = pieces.iterator();
    return new UpstreamAnswer.Arriving() {
      @Override
      public Optional<UpstreamAnswer.Piece> next() {
        return left.hasNext()
            ? Optional.of(new UpstreamAnswer.Piece(left.next(), new byte[0]))
            : Optional.empty();
      }

      @Override
      public boolean simulated() {
        return false;
      }

      @Override
      public RateLimits limits() {
        return RateLimits.NONE;
      }

      @Override
      public void close() {}
    };
  }

  private static final class Heard implements ReplySink {
    private String text = "";
    private boolean leaves;
    private boolean stopping;
    private boolean leavesWhenBroken;
    private boolean leavesAfterTheFinish;
    private boolean leavesAtTheEnd;
    private boolean breaks;
    private boolean finished;
    private boolean finishesAtItsEnd;
    private Optional<Beginning> beginning = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<Failure> broken = Optional.empty();

    @Override
    public void begin(Beginning begun) {
      beginning = Optional.of(begun);
    }

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
      if (breaks) {
        throw new IllegalStateException("told to break");
      }
      if (leaves || (finished && leavesAfterTheFinish)) {
        throw new IOException("gone");
      }
      for (ReplyEvent event : events) {
        if (event instanceof ReplyEvent.TextDelta delta) {
          text += delta.text();
        }
        finished |= event instanceof ReplyEvent.Finished;
      }
    }

    @Override
    public boolean isStopping() {
      return stopping;
    }

    @Override
    public boolean tells(ReplyEvent piece) {
      return !(piece instanceof ReplyEvent.Foreign own) || own.kind().equals("told");
    }

    @Override
    public boolean finished() {
      return finished && !finishesAtItsEnd;
    }

    @Override
    public void end(Ending ended) throws IOException {
      if (leavesAtTheEnd) {
        throw new IOException("gone");
      }
      ending = Optional.of(ended);
    }

    @Override
    public void broken(Failure failure) throws IOException {
      if (leavesWhenBroken) {
        throw new IOException("gone");
      }
      broken = Optional.of(failure);
    }

    @Override
    public void silent() {}
  }

  private static final class FakeQuota implements Reservations {
    private boolean full;
    private int open;
    private int released;
    private Money settled = Money.ZERO;

    @Override
    public Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
      open += full ? 0 : 1;
      return full ? Optional.of("cap") : Optional.empty();
    }

    @Override
    public void settle(String id, Money actual, long tokens) {
      open--;
      settled = actual;
    }

    @Override
    public void release(String id) {
      open--;
      released++;
    }
  }

  private static final class Reports implements CircuitBreakers, Permit {
    private Set<String> closed = Set.of();
    private final List<Boolean> retries = new ArrayList<>();
    private Optional<Duration> trial = Optional.empty();
    private Optional<Duration> stated = Optional.empty();
    private int admitted;
    private int open;

    @Override
    public Admission admit(Model model, boolean retry, boolean alternative) {
      if (closed.contains(model.id())) {
        return new Admission.Refused("it rests");
      }
      retries.add(retry);
      admitted++;
      open++;
      return new Admission.Admitted(this);
    }

    @Override
    public boolean isOpen(Model model) {
      return closed.contains(model.id());
    }

    @Override
    public Optional<Duration> statedWait(Model model) {
      return stated;
    }

    @Override
    public boolean isSameBucket(Model one, Model other) {
      return one.model().equals(other.model());
    }

    @Override
    public Optional<Duration> trial() {
      return trial;
    }

    @Override
    public void answered(Duration firstToken, RateLimits limits) {
      open--;
    }

    @Override
    public void failed(Failure failure, RateLimits limits, String fingerprint) {
      open--;
    }

    @Override
    public void outpaced() {
      open--;
    }

    @Override
    public void cancelled() {
      open--;
    }
  }

  private record FakeWorld(Money spentOnCopies) implements World {
    @Override
    public Instant now() {
      return Instant.parse("2026-01-31T08:00:00Z");
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Health health(Model model) {
      return Health.UNKNOWN;
    }

    @Override
    public Optional<String> plan(Model model) {
      return Optional.empty();
    }

    @Override
    public WindowUsage used(Claim claim) {
      return claim.node().equals("both") ? new WindowUsage(spentOnCopies, 0, 0) : WindowUsage.NONE;
    }

    @Override
    public Money spent(String graph, Window window, Instant windowStart) {
      return Money.ZERO;
    }

    @Override
    public int turn(String graph, String node) {
      return 0;
    }
  }
}
