package io.signalbox.engine.graph.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.CpuTime;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.check.GraphCheckTest;
import io.signalbox.engine.graph.condition.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PromisesTest {
  private static final String HEALTH = "metadata.data == \"health\"";
  private static final String LOCAL = "model.labels.region == \"local\"";

  @Test
  void promiseHoldsWhereRuleSendsItsRequestsElsewhere() {
    RoutingGraph graph = models("r").rules("r", HEALTH, "home", "opus").only(HEALTH, LOCAL).graph();
    assertInstanceOf(Verdict.Holds.class, prove(graph));
  }

  @Test
  void promiseIsNotProvedByConditionThatMayExceedItsBudget() {
    String heavy = "text.matches(\"a.{0,400}a.{0,400}z\")";
    assertInstanceOf(Verdict.Unknown.class, prove(secretIf(heavy)));
    assertInstanceOf(Verdict.Unknown.class, prove(secretIf(heavy + " || " + HEALTH)));
    assertInstanceOf(Verdict.Holds.class, prove(secretIf("text.matches(\"(?i)patient id\")")));
    assertInstanceOf(Verdict.Holds.class, prove(secretIf("text.contains(\"patient\")")));
  }

  @Test
  void modelThatIsAskedBreaksPromise() {
    var broken = assertInstanceOf(Verdict.Broken.class, prove(asking("opus")));
    assertEquals(List.of("r", "topic", "opus"), broken.path());
    assertEquals(Map.of("metadata.data", "health"), broken.example());
    assertInstanceOf(Verdict.Holds.class, prove(asking("home")));
  }

  private static RoutingGraph asking(String model) {
    var answers = new LinkedHashMap<String, String>();
    answers.put("yes", "home");
    var ask = new AskNode("topic", About.NOTHING, model, "?", answers, "home", AskNode.USUAL);
    return models("r").rules("r", HEALTH, "topic", "opus").add(ask).only(HEALTH, LOCAL).graph();
  }

  @Test
  void costOfAnswerIsNotHiddenByDecisionOfTheSameModel() {
    var answers = new LinkedHashMap<String, String>();
    answers.put("easy", "opus");
    var ask = new AskNode("topic", About.NOTHING, "opus", "?", answers, "opus", AskNode.USUAL);
    var graph = models("topic").add(ask).promise(usd("0.2")).graph();
    var without = models("opus").promise(usd("0.2")).graph();
    assertEquals(prove(without).getClass(), prove(graph).getClass());
  }

  @Test
  void copyBreaksPromise() {
    var broken = assertInstanceOf(Verdict.Broken.class, prove(copying("opus")));
    assertEquals(List.of("r", "both", "opus"), broken.path());
    assertInstanceOf(Verdict.Holds.class, prove(copying("home")));
  }

  private static RoutingGraph copying(String shadow) {
    var mirror =
        new MirrorNode(
            "both", About.NOTHING, "home", shadow, 1, Optional.empty(), Optional.empty());
    return models("r").rules("r", HEALTH, "both", "opus").add(mirror).only(HEALTH, LOCAL).graph();
  }

  @Test
  void eachExitThatLeadsOutIsNamedOnceAndEachModel() {
    var both =
        new MirrorNode("both", About.NOTHING, "f", "cloud", 1, Optional.empty(), Optional.empty());
    RoutingGraph graph =
        models("r")
            .model("gpt", "us")
            .rules("r", HEALTH, "both", "cloud")
            .add(both)
            .fallback("f", 0, OptionalInt.empty(), "home", "cloud", "opus")
            .balance("cloud", BalanceNode.Measure.COST, "opus", "gpt")
            .only(HEALTH, LOCAL)
            .graph();
    assertEquals(
        """
        nodes.both.shadow: r → both → cloud → opus
        nodes.f.to[1]: r → both → f → cloud → opus
        nodes.f.to[1]: r → both → f → cloud → gpt
        nodes.f.to[2]: r → both → f → opus
        """,
        shown(graph));
  }

  private static String shown(RoutingGraph graph) {
    return Promises.prove(graph, GraphSketch::card).stream()
        .map(Verdict.Broken.class::cast)
        .map(each -> each.out().orElseThrow() + ": " + String.join(" → ", each.path()) + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void eachModelThatCanCostTooMuchIsNamed() {
    var graph =
        models("f")
            .fallback("f", 0, OptionalInt.empty(), "opus", "home")
            .promise(usd("0.05"))
            .graph();
    List<Verdict> verdicts = Promises.prove(graph, GraphSketch::card);
    assertEquals(
        List.of(List.of("f", "opus"), List.of("f", "home")),
        verdicts.stream().map(each -> ((Verdict.Broken) each).path()).toList());
  }

  @Test
  void wayInDoubtIsNamedBesideOneThatIsBroken() {
    RoutingGraph graph =
        models("r")
            .rules("r", "stream", "f", "w")
            .fallback("f", 0, OptionalInt.empty(), "home", "opus")
            .set("w", "metadata.data", "\"none\"", "s")
            .rules("s", HEALTH, "home", "opus")
            .only(HEALTH, LOCAL)
            .graph();
    List<Verdict> verdicts = Promises.prove(graph, GraphSketch::card);
    assertEquals(
        List.of("r", "f", "opus"),
        assertInstanceOf(Verdict.Broken.class, verdicts.getFirst()).path());
    assertEquals(
        List.of("r", "w", "s", "opus"),
        assertInstanceOf(Verdict.Unknown.class, verdicts.getLast()).path());
  }

  @Test
  void pathsBehindCacheAreFollowed() {
    var cache = CacheNode.FORMAT.nothing().withId("kept");
    var leak = models("r").rules("r", HEALTH, "kept", "home").add(cache.withTo("opus"));
    var broken = assertInstanceOf(Verdict.Broken.class, prove(leak.only(HEALTH, LOCAL).graph()));
    assertEquals(List.of("r", "kept", "opus"), broken.path());
    var safe = models("r").rules("r", HEALTH, "kept", "opus").add(cache.withTo("home"));
    assertInstanceOf(Verdict.Holds.class, prove(safe.only(HEALTH, LOCAL).graph()));
    var calls = models("kept").add(cache.withTo("opus")).promise(calls(1));
    assertInstanceOf(Verdict.Holds.class, prove(calls.graph()));
  }

  @Test
  void callsBeforeBudgetOfSomeModelsGoesOverAreCounted() {
    assertInstanceOf(Verdict.Holds.class, prove(overAfterTwo(Optional.empty())));
    var unknown =
        assertInstanceOf(Verdict.Unknown.class, prove(overAfterTwo(Optional.of(local()))));
    assertTrue(unknown.reason().contains("up to 3 calls"), unknown.reason());
  }

  private static Condition local() {
    return ((Condition.Parsed.Ready) Condition.readOfModel(LOCAL)).condition();
  }

  private static RoutingGraph overAfterTwo(Optional<Condition> when) {
    var cap =
        new BudgetNode("cap", About.NOTHING, Money.of("1"), Window.DAY, new Scope.Graph(), "f", "g")
            .withWhen(when);
    return models("cap")
        .add(cap)
        .fallback("f", 0, OptionalInt.empty(), "opus", "home")
        .fallback("g", 0, OptionalInt.empty(), "home", "opus")
        .promise(calls(2))
        .graph();
  }

  @Test
  void callsForDecisionsAndCopiesAreCounted() {
    var mirror =
        new MirrorNode("both", About.NOTHING, "f", "home", 1, Optional.empty(), Optional.empty());
    var sketch = models("both").add(mirror).fallback("f", 0, OptionalInt.empty(), "opus", "home");
    assertInstanceOf(Verdict.Holds.class, prove(sketch.promise(calls(3)).graph()));
    var fewer = models("both").add(mirror).fallback("f", 0, OptionalInt.empty(), "opus", "home");
    assertInstanceOf(Verdict.Unknown.class, prove(fewer.promise(calls(2)).graph()));
  }

  private static RoutingGraph secretIf(String when) {
    return models("r").rules("r", when, "home", "opus").only(when, LOCAL).graph();
  }

  @Test
  void promiseHoldsAcrossNodes() {
    RoutingGraph graph =
        models("size")
            .rules("size", "tokens > 100", "data", "cap")
            .budget("cap", "5", "data", "home")
            .rules("data", "metadata.data != \"health\"", "code", "home")
            .fallback("code", 1, OptionalInt.empty(), "opus", "home")
            .only(HEALTH, LOCAL)
            .graph();
    assertInstanceOf(Verdict.Holds.class, prove(graph));
  }

  @Test
  void earlierRuleBreaksPromise() {
    RoutingGraph graph =
        models("r")
            .rules("r", "tokens > 8000", "opus", HEALTH, "home", "opus")
            .only(HEALTH, LOCAL)
            .graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(graph));
    assertEquals(List.of("r", "opus"), broken.path());
    assertEquals(Map.of("metadata.data", "health", "tokens", 8001L), broken.example());
    assertEquals(
        """
        promises[0]: error: The promise "P" can be broken: a request can take the path r → opus through \
        nodes.r.rules[0].to, for example with metadata.data = "health", tokens = 8001. Route these requests \
        differently, lower what a call may use, or relax the promise.\
        """,
        GraphCheckTest.lines(graph));
  }

  /// What is asked of the list of tools is no label.
  @Test
  void promiseIsBrokenPastRulesOnToolsAndHealth() {
    String condition =
        "\"edit\" in tools || (\"opus\" in health && has(health.opus) && health.opus.p95 > 1.0)";
    RoutingGraph graph =
        models("r").rules("r", condition, "home", "opus").only(HEALTH, LOCAL).graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(graph));
    assertEquals(List.of("r", "opus"), broken.path());
  }

  @Test
  void fallbackAndOverflowBreakPromise() {
    RoutingGraph graph =
        models("r")
            .rules("r", HEALTH, "f", "opus")
            .fallback("f", 0, OptionalInt.empty(), "home", "cap")
            .budget("cap", "1", "home", "opus")
            .only(HEALTH, LOCAL)
            .graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(graph));
    assertEquals(List.of("r", "f", "cap", "opus"), broken.path());
  }

  @Test
  void conditionThatMayFailIsNoProof() {
    String division = "metadata.data == \"health\" && 10 / messages > 0";
    RoutingGraph graph =
        models("r").rules("r", division, "home", "opus").only(HEALTH, LOCAL).graph();
    assertInstanceOf(Verdict.Broken.class, prove(graph));
  }

  @Test
  void conditionThatFailsIsNeitherTrueNorFalse() {
    String division = "10 / messages > 0";
    RoutingGraph graph =
        models("r")
            .rules("r", division, "home", "!(" + division + ")", "home", "opus")
            .only("stream", LOCAL)
            .graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(graph));
    assertEquals(0L, broken.example().get("messages"));
  }

  @Test
  void sameUnknownConditionTwiceIsNoContradictionMissed() {
    RoutingGraph graph =
        models("r")
            .rules("r", "text.contains(\"secret\")", "home", "s")
            .rules("s", "text.contains(\"secret\")", "opus", "home")
            .only("stream", LOCAL)
            .graph();
    assertInstanceOf(Verdict.Holds.class, prove(graph));
  }

  @Test
  void healthChangesBetweenTwoLooks() {
    RoutingGraph graph =
        models("r")
            .rules("r", "health.home.open", "home", "s")
            .rules("s", "health.home.open", "opus", "home")
            .only("stream", LOCAL)
            .graph();
    assertInstanceOf(Verdict.Unknown.class, prove(graph));
  }

  @Test
  void labelThatWasSetIsNotRelied() {
    RoutingGraph graph =
        models("w")
            .set("w", "metadata.data", "\"none\"", "r")
            .rules("r", HEALTH, "home", "opus")
            .only(HEALTH, LOCAL)
            .graph();
    var unknown = assertInstanceOf(Verdict.Unknown.class, prove(graph));
    assertEquals(List.of("w", "r", "opus"), unknown.path());
  }

  @Test
  void otherLabelsStayKnown() {
    RoutingGraph graph =
        models("w")
            .set("w", "metadata.tier", "\"free\"", "r")
            .rules("r", HEALTH, "home", "opus")
            .only(HEALTH, LOCAL)
            .graph();
    assertInstanceOf(Verdict.Holds.class, prove(graph));
  }

  @Test
  void eachKeyOfAModelIsACall() {
    RoutingGraph one = models("opus").promise(calls(1)).graph();
    assertInstanceOf(Verdict.Holds.class, prove(one));
    var keyed = new LinkedHashMap<>(one.models());
    keyed.computeIfPresent(
        "opus", (id, model) -> model.withKeys(List.of(new KeyRef.Env("A"), new KeyRef.Vault("b"))));
    var broken = assertInstanceOf(Verdict.Broken.class, prove(one.withModels(keyed)));
    assertEquals("2 calls are possible on opus", broken.why());
  }

  @Test
  void callsAreCounted() {
    GraphSketch sketch = models("f").fallback("f", 1, OptionalInt.empty(), "opus", "home");
    assertInstanceOf(Verdict.Holds.class, prove(sketch.promise(calls(3)).graph()));
    RoutingGraph two =
        models("f").fallback("f", 1, OptionalInt.empty(), "opus").promise(calls(1)).graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(two));
    assertEquals("2 calls are possible on f → opus", broken.why());
    RoutingGraph capped =
        models("f").fallback("f", 1, OptionalInt.of(1), "opus", "home").promise(calls(1)).graph();
    assertInstanceOf(Verdict.Holds.class, prove(capped));
  }

  @Test
  void costOfOneCallIsBounded() {
    GraphSketch free = models("opus");
    assertInstanceOf(Verdict.Holds.class, prove(free.promise(usd("0.2")).graph()));
    var broken =
        assertInstanceOf(Verdict.Broken.class, prove(models("opus").promise(usd("0.05")).graph()));
    assertEquals(
        "a call of opus can cost $0.11: 9,000 prompt tokens and 1,000 for the answer",
        broken.why());
    RoutingGraph ruled =
        models("r")
            .rules("r", "tokens > 2000", "no", "opus")
            .add(new RejectNode("no", About.NOTHING, 413, "too long"))
            .promise(usd("0.05"))
            .graph();
    assertInstanceOf(Verdict.Holds.class, prove(ruled));
  }

  @Test
  void hugeGraphIsProvedQuickly() {
    var sketch = models("n0");
    for (int i = 0; i < 500; i++) {
      String next = i == 499 ? "last" : "n" + (i + 1);
      String other = i >= 498 ? "last" : "n" + (i + 2);
      sketch.rules("n" + i, "metadata.k" + i % 40 + " == 'x' || tokens > " + i, next, other);
    }
    RoutingGraph graph = sketch.rules("last", HEALTH, "home", "opus").only(HEALTH, LOCAL).graph();
    var taken = CpuTime.of(() -> assertInstanceOf(Verdict.Holds.class, prove(graph)));
    assertTrue(taken.toSeconds() < 20, taken::toString);
  }

  /// Every node of a long row has a way out, behind which there is much to walk through.
  @Test
  void manyWaysOutAreFoundQuickly() {
    RoutingGraph graph = ladder("metadata.team == '%2$d' || metadata.k%1$d == '%2$d'", 0);
    var found = new ArrayList<Verdict>();
    var taken = CpuTime.of(() -> found.addAll(Promises.prove(graph, GraphSketch::card)));
    assertEquals(
        300, found.stream().filter(Verdict.Broken.class::isInstance).count(), taken::toString);
    assertTrue(taken.toSeconds() < 20, taken::toString);
  }

  /// For these no request is found, hard as one looks.
  @Test
  void manyWaysInDoubtTakeNotMuchLonger() {
    RoutingGraph graph = ladder("metadata.k%d != 'x' && tokens <= %d", 7);
    var found = new ArrayList<Verdict>();
    var taken = CpuTime.of(() -> found.addAll(Promises.prove(graph, GraphSketch::card)));
    assertTrue(found.stream().anyMatch(Verdict.Unknown.class::isInstance), taken::toString);
    assertTrue(taken.toSeconds() < 20, taken::toString);
  }

  /// @param out when a request gets out by a node, for its number modulo 40 and its number
  private static RoutingGraph ladder(String out, int first) {
    var sketch = models("n0");
    for (int i = 0; i < 300; i++) {
      String next = i == 299 ? "home" : "n" + (i + 1);
      sketch.rules("n" + i, out.formatted(i % 40, i + first), "c0", next);
      String onward = i == 299 ? "opus" : "c" + (i + 1);
      sketch.rules("c" + i, "metadata.c" + i % 7 + " == 'x'", onward, onward);
    }
    return sketch.only(HEALTH, LOCAL).graph();
  }

  @Test
  void labelThatIsNoNumberIsNeitherAboveNorBelow() {
    String risky = "number(metadata.risk) > 0.5";
    assertInstanceOf(Verdict.Holds.class, prove(secretIf(risky)));
    RoutingGraph low =
        models("r")
            .rules("r", "number(metadata.risk) <= 0.5", "opus", "home")
            .only(risky, LOCAL)
            .graph();
    assertInstanceOf(Verdict.Holds.class, prove(low));
    String any = "metadata.risk != \"\"";
    RoutingGraph both =
        models("r")
            .rules("r", risky, "home", "number(metadata.risk) <= 0.5", "home", "opus")
            .only(any, LOCAL)
            .graph();
    var broken = assertInstanceOf(Verdict.Broken.class, prove(both));
    assertEquals(Map.of("metadata.risk", "other"), broken.example());
  }

  @Test
  void pricesAreNotChosenForAnExample() {
    RoutingGraph graph =
        models("r")
            .rules("r", "price.opus.input > 900.0", "opus", "home")
            .only(HEALTH, LOCAL)
            .graph();
    assertInstanceOf(Verdict.Unknown.class, prove(graph));
  }

  @Test
  void rulesOnNumbersOfLabelsAreCompared() {
    String lines =
        GraphCheckTest.lines(
            models("r")
                .rules(
                    "r", "number(metadata.s) > 1", "home", "number(metadata.s) > 2", "opus", "home")
                .graph());
    assertTrue(lines.startsWith("nodes.r.rules[1].when: warning: This rule never matches"), lines);
  }

  @Test
  void rulesThatMakeNoSenseAreNamed() {
    RoutingGraph graph =
        models("r")
            .rules(
                "r",
                "tokens > 100 && tokens < 50",
                "home",
                "tokens > 1000",
                "home",
                "tokens > 2000 && stream",
                "opus",
                "hour >= 0",
                "home",
                "opus")
            .graph();
    assertEquals(
        """
        nodes.r.rules[0].when: warning: This condition is never true. Correct the condition, or remove the rule.
        nodes.r.rules[2].when: warning: This rule never matches: whenever its condition is true, \
        rule 2 (tokens > 1000) matches first. Move it up, or remove it.
        nodes.r.rules[3].when: warning: This condition is always true, so nothing after it is ever \
        reached. Correct the condition, or use otherwise.\
        """,
        GraphCheckTest.lines(graph));
    assertTrue(GraphCheckTest.errors(graph).isEmpty());
  }

  private static GraphSketch models(String start) {
    return GraphSketch.from(start).model("opus", "us").model("home", "local");
  }

  private static Verdict prove(RoutingGraph graph) {
    return Promises.prove(graph, GraphSketch::card).getFirst();
  }

  private static Promise calls(int most) {
    return new Promise(
        "P", Optional.empty(), Optional.empty(), OptionalInt.of(most), Optional.empty());
  }

  private static Promise usd(String most) {
    return new Promise(
        "P", Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of(Money.of(most)));
  }
}
