package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: triage
      models:
        a: { provider: openai, model: model-a }
        b: { provider: openai, model: model-b }
        c: { provider: openai, model: model-c }
      nodes:
        triage:
          kind: rules
          rules:
            - { when: 'metadata.task == "draw"', to: draw }
            - { when: 'metadata.task == "cheap"', to: cap }
            - { when: 'metadata.task == "mask"', to: mask }
            - { when: 'metadata.task == "no"', to: no }
            - { when: 'size(text) > 1000', to: c }
          otherwise: first
        first: { kind: fallback, to: [ a, second ], on: [ overloaded, rate_limited ], retries: 0 }
        second: { kind: fallback, to: [ b, c ], on: [ overloaded, timeout ], first_token: 3s }
        draw: { kind: split, shares: [ { to: a, share: 30% }, { to: b, share: 70% } ], sticky: user }
        cap: { kind: budget, usd: 1, per: day, within: a, over: c }
        mask: { kind: rewrite, redact: [ email ], system: { prepend: "Be brief." }, to: a }
        no: { kind: reject, status: 451, message: "Not here." }
      """;

  private final FakeWorld world = new FakeWorld();
  private final RoutingGraph graph = GraphText.read("test.yaml", GRAPH).graph().orElseThrow();

  @Test
  void firstRuleThatHoldsDecides() {
    var plan = plan(Map.of("task", "no"), "hello");
    var reject = assertInstanceOf(Move.Reject.class, plan.next());
    assertEquals(451, reject.status());
  }

  @Test
  void withoutRuleTheOtherwiseExitIsTaken() {
    var plan = plan(Map.of(), "hello");
    assertEquals("a", model(plan.next()));
    assertEquals("no rule matched", plan.steps().getFirst().because());
  }

  @Test
  void listedFailureTriesTheNextBranch() {
    var plan = plan(Map.of(), "hello");
    plan.next();
    assertEquals("b", model(plan.after(failure(FailureClass.OVERLOADED))));
    assertEquals("c", model(plan.after(failure(FailureClass.TIMEOUT))));
    assertInstanceOf(Move.End.class, plan.after(failure(FailureClass.OVERLOADED)));
  }

  @Test
  void requestPassesWhatIsDisabledWithoutAWord() {
    var off = graph.withDisabled(Set.of("triage", "a", "b", "second"));
    var router = new Router(off, card());
    var facts = new Facts(off, ChatRequest.ofText("", "hello"), Client.LOCAL, "r1", world);
    var plan = router.plan(facts, world, true);
    assertEquals("c", model(plan.next()));
    assertEquals(List.of("first"), plan.steps().stream().map(step -> step.node()).toList());
    assertEquals(off, router.graph());
  }

  @Test
  void failureThatIsNotNamedIsTheAnswer() {
    var plan = plan(Map.of(), "hello");
    plan.next();
    assertInstanceOf(Move.End.class, plan.after(failure(FailureClass.BAD_REQUEST)));
  }

  @Test
  void innerWaitHoldsBelowItsNodeOnly() {
    var plan = plan(Map.of(), "hello");
    assertEquals(Optional.empty(), ((Move.Call) plan.next()).firstToken());
    var second = (Move.Call) plan.after(failure(FailureClass.OVERLOADED));
    assertEquals(3, second.firstToken().orElseThrow().toSeconds());
  }

  @Test
  void skipsCoolingModelWhileAnotherIsAvailable() {
    world.resting("a");
    var plan = plan(Map.of(), "hello");
    var skip = assertInstanceOf(Move.Skip.class, plan.next());
    assertEquals("a", skip.model().id());
    assertEquals("b", model(plan.passOver()));
  }

  @Test
  void callsLastModelDuringItsCooldown() {
    world.resting("a");
    world.resting("b");
    world.resting("c");
    var plan = plan(Map.of(), "hello");
    plan.next();
    plan.passOver();
    assertEquals("c", model(plan.passOver()));
  }

  @Test
  void drawIsTheSameForTheSameUserAndFollowsTheShares() {
    int ofA = 0;
    for (int i = 0; i < 2_000; i++) {
      String first = drawn("user-" + i);
      assertEquals(first, drawn("user-" + i));
      ofA += first.equals("a") ? 1 : 0;
    }
    assertTrue(ofA > 500 && ofA < 700, "30% of 2000 draws, but " + ofA);
  }

  @Test
  void usedUpBudgetTakesOver() {
    world.spent = Money.of("1");
    assertEquals("c", model(plan(Map.of("task", "cheap"), "hi").next()));
  }

  @Test
  void budgetWithoutRoomForTheRequestTakesOver() {
    var plan = plan(Map.of("task", "cheap"), "hi");
    var call = (Move.Call) plan.next();
    assertEquals("cap", call.claims().getFirst().node());
    assertEquals("c", model(plan.over(new Shortage("cap", "a", Optional.empty()))));
  }

  @Test
  void rewriteRedactsAndAddsSystemPrompts() {
    var call = (Move.Call) plan(Map.of("task", "mask"), "I am ann@example.org, hi").next();
    assertTrue(call.rewritten());
    assertEquals("Be brief.", call.request().systemText());
    assertEquals("I am [email], hi", call.request().lastUserText());
  }

  @Test
  void stepsSayWhatTheySaw() {
    var plan = plan(Map.of("task", "draw"), "hello");
    plan.next();
    assertEquals(Map.of("metadata.task", "draw"), plan.steps().getFirst().saw());
  }

  @Test
  void mapsAreShownByTheirSizeOnly() {
    var facts = new Facts(graph, ChatRequest.ofText("", "hi"), Client.LOCAL, "r1", world);
    facts.saw("headers", Map.of("x-who", "ann"));
    assertEquals(Map.of("headers", "1 entry"), facts.takeSeen(false));
  }

  @Test
  void tokensAreShownAsTheyAreKnownAndCountedToExplain() {
    var facts = new Facts(graph, ChatRequest.ofText("", "hello"), Client.LOCAL, "r1", world);
    assertFalse(Condition.of("tokens > 8000").holds(facts));
    assertEquals(Map.of("tokens", "7 to 21"), facts.takeSeen(false));
    assertFalse(Condition.of("tokens > 8000").holds(facts));
    assertEquals(Map.of("tokens", 7L), facts.takeSeen(true));
  }

  @Test
  void explainedStepsNameNearMisses() {
    var plan = plan(Map.of(), "x".repeat(990));
    plan.next();
    assertTrue(plan.steps().getFirst().nearMisses().isEmpty(), "size() is no plain number");
  }

  @Test
  void neverMoreThanThreeCalls() {
    var plan = plan(Map.of(), "hello");
    int calls = 0;
    Move move = plan.next();
    while (move instanceof Move.Call) {
      calls++;
      move = plan.after(failure(FailureClass.OVERLOADED));
    }
    assertEquals(3, calls);
  }

  @Test
  void conditionOverItsBudgetIsFalseAsAWholeAndTheTraceSaysSo() {
    String text = randomLetters(400_000);
    for (String when :
        List.of(
            "text.matches(\"a.{0,400}a.{0,400}z\")",
            "!text.matches(\"a.{0,400}a.{0,400}z\")",
            "stream || !text.matches(\"a.{0,400}a.{0,400}z\")",
            "![1].exists(t, text.matches(\"a.{0,400}a.{0,400}z\")) && now.getHours() >= 0")) {
      var plan = plan(when, text);
      assertEquals("b", model(plan.next()), when);
      assertEquals(
          List.of("rule 1 not evaluated: step budget exceeded (100,000,000 steps)"),
          plan.steps().getFirst().nearMisses(),
          when);
    }
  }

  @Test
  void promiseOfCallsCountsOnlyForTheRequestsThatItIsAbout() {
    String file =
        GRAPH
            + """
            promises:
              - { name: Once, when: 'metadata.task == "once"', attempts: 1 }
              - { name: Twice, when: 'metadata.task == "twice"', attempts: 2 }
            """;
    var promising = GraphText.read("test.yaml", file).graph().orElseThrow();
    assertEquals(1, calls(promising, "once"));
    assertEquals(2, calls(promising, "twice"));
    assertEquals(3, calls(promising, "other"));
  }

  private int calls(RoutingGraph promising, String task) {
    var request = ChatRequest.ofText("", "hello").withMetadata(Map.of("task", task));
    var facts = new Facts(promising, request, Client.LOCAL, "r1", world);
    var plan = new Router(promising, card()).plan(facts, world, true);
    int calls = 0;
    for (Move move = plan.next(); move instanceof Move.Call; calls++) {
      move = plan.after(failure(calls == 0 ? FailureClass.OVERLOADED : FailureClass.TIMEOUT));
    }
    return calls;
  }

  private RoutePlan plan(String when, String text) {
    String file =
        """
        signalbox: 1
        name: Budget
        start: r
        models:
          a: { provider: openai, model: model-a }
          b: { provider: openai, model: model-b }
        nodes:
          r: { kind: rules, rules: [ { when: '%s', to: a } ], otherwise: b }
        """
            .formatted(when);
    var small = GraphText.read("test.yaml", file).graph().orElseThrow();
    var request = ChatRequest.ofText("", text);
    var facts = new Facts(small, request, Client.LOCAL, "r1", world);
    return new Router(small, card()).plan(facts, world, true);
  }

  private static String randomLetters(int count) {
    return new java.util.Random(1)
        .ints(count, 'a', 'c')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String drawn(String user) {
    var request =
        new ChatRequest(
            "",
            ChatRequest.ofText("", "hi").messages(),
            List.of(),
            new io.signalbox.engine.chat.ToolChoice.Auto(),
            Optional.empty(),
            io.signalbox.engine.chat.Sampling.defaults(),
            new io.signalbox.engine.chat.ResponseFormat.Text(),
            false,
            false,
            Map.of("task", "draw"),
            Optional.of(user),
            Extras.NONE);
    return model(plan(request).next());
  }

  @Test
  void balanceNamesBranchesThatItDrops() {
    RoutingGraph balanced =
        GraphText.read(
                "test.yaml",
                """
                signalbox: 1
                name: Balanced
                start: b
                models:
                  slow: { provider: openai, model: x }
                  failing: { provider: openai, model: y }
                  cooling: { provider: openai, model: w }
                  well: { provider: openai, model: z }
                nodes:
                  b:
                    kind: balance
                    by: turns
                    to: [ slow, failing, cooling, well ]
                    where: { p95_first_token: 3s, error_rate: 5% }
                """)
            .graph()
            .orElseThrow();
    world.measured("slow", Duration.ofMillis(3_400), 0);
    world.measured("failing", Duration.ofMillis(900), 0.125);
    world.resting("cooling");
    var facts = new Facts(balanced, ChatRequest.ofText("", "hi"), Client.LOCAL, "r1", world);
    var plan = new Router(balanced, card()).plan(facts, world, false);
    assertEquals("well", model(plan.next()));
    assertEquals(
        List.of(
            "slow: its p95 first token of 3400 ms is over 3000 ms",
            "failing: its error rate of 12.5 % is over 5 %",
            "cooling: rests"),
        plan.steps().getFirst().dropped());
  }

  @Test
  void pricesOfCardsAreKnownToConditions() {
    RoutingGraph priced =
        GraphText.read(
                "test.yaml",
                """
                signalbox: 1
                name: Priced
                start: r
                models:
                  cheap: { provider: openai, model: x }
                  unknown: { provider: acme, model: y }
                nodes:
                  r:
                    kind: rules
                    rules:
                      - { when: 'price.unknown.input < 1.0 || !(price.unknown.input < 1.0)', to: unknown }
                      - { when: 'price.cheap.input < 1.0 && price.cheap.output >= 0.0', to: cheap }
                    otherwise: unknown
                """)
            .graph()
            .orElseThrow();
    java.util.function.Function<Model, ModelCard> cards =
        model -> {
          ModelCard card = card().apply(model);
          return model.id().equals("cheap") ? free(card) : card;
        };
    var facts = new Facts(priced, ChatRequest.ofText("", "hi"), Client.LOCAL, "r1", world);
    assertEquals("cheap", model(new Router(priced, cards).plan(facts, world, true).next()));
  }

  private static ModelCard free(ModelCard card) {
    return new ModelCard(
        card.provider(),
        card.model(),
        card.name(),
        card.contextTokens(),
        card.maxOutputTokens(),
        card.abilities(),
        Optional.of(Price.free("test", LocalDate.EPOCH)),
        card.speed(),
        card.encoding(),
        card.aliases(),
        card.retired());
  }

  private RoutePlan plan(Map<String, String> metadata, String text) {
    return plan(ChatRequest.ofText("", text).withMetadata(metadata));
  }

  private RoutePlan plan(ChatRequest request) {
    var facts = new Facts(graph, request, Client.LOCAL, "r1", world);
    return new Router(graph, card()).plan(facts, world, true);
  }

  private static java.util.function.Function<Model, ModelCard> card() {
    return model -> Catalog.empty().cardOf(model.provider(), model.model());
  }

  private static String model(Move move) {
    return assertInstanceOf(Move.Call.class, move).model().id();
  }

  private static Failure failure(FailureClass kind) {
    return Failure.of(kind, 500, "told to fail");
  }

  private static final class FakeWorld implements World {
    private final Map<String, Health> health = new HashMap<>();
    private Money spent = Money.ZERO;

    void measured(String model, Duration p95, double errorRate) {
      health.put(
          model,
          new Health(
              Optional.of(p95),
              errorRate,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              false,
              0,
              ""));
    }

    void resting(String model) {
      health.put(
          model,
          new Health(
              Optional.empty(),
              1,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              true,
              0,
              "rests"));
    }

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
      return health.getOrDefault(model.id(), Health.UNKNOWN);
    }

    @Override
    public Optional<String> plan(Model model) {
      return Optional.empty();
    }

    @Override
    public WindowUsage used(Claim claim) {
      return new WindowUsage(spent, 0, 0);
    }

    @Override
    public Money spent(String graph, Window window, Instant windowStart) {
      return spent;
    }

    @Override
    public int turn(String graph, String node) {
      return 0;
    }
  }
}
