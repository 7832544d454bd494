package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.check.GraphCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions end with their budget of steps, and sane ones never come near it.
final class StepBudgetTest {
  private static final int LARGE = 8 << 20;
  private static final Map<Signal, Object> REQUEST = request(LARGE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model == 'gpt' && app == 'x' && user == 'u' && conversation == 'c'",
        "metadata.long == 'secret' || \"k\" in metadata || has(metadata.k)",
        "headers[\"x-session-id\"].startsWith('a')",
        "text.contains('zebra crossing')",
        "text.startsWith('zebra') || text.endsWith('zebra') || text == system",
        "text < system",
        "size(text) > 100 && system.size() > 100",
        "text.matches(\"(?i)\\\\b(urgent|asap)\\\\b\")",
        "system.matches(\"^You are .* assistant\\\\.$\")",
        "['zebra', 'crossing', 'lion', 'tiger', 'bear'].exists(w, text.contains(w))",
        "(text + system).contains('zebra')",
        "text in ['a', 'b'] || 'web' in tools || tools[3] == 'x'",
        "tools.exists(t, t.startsWith('mcp_'))",
        "tools.all(t, t.matches(\"^[a-z_]+$\"))",
        "size(tools.filter(t, t.contains('db'))) > 1",
        "tools.map(t, t + 'x').exists(t, t == 'webx')",
        "messages > 3 && tokens > 5 && max_tokens == 0 && images < 2 && hour > 3 && weekday == 2",
        "!stream && !has_tools && !wants_json && language == 'en'",
        "spend.day > 3.0 && health.opus.p95 > 3.0",
        "number(metadata.long) > 3.0 || price.opus.input > 3.0",
        "now.getHours() < 25 && text.contains('zebra')",
        "tokens > 0 ? text.contains('zebra') : system.contains('zebra')",
        "metadata.exists(k, k == 'zebra')",
      })
  void saneConditionTakesNoPartOfItsBudgetWorthNamingOnAHugePrompt(String text) {
    var condition = Condition.of(text);
    long steps = condition.steps(REQUEST::get);
    assertTrue(steps < Steps.OF_CONDITION, text + " took " + steps);
    assertTrue(
        steps <= StepBound.of(condition.tree(), StepBound.ofValues(REQUEST::get), false),
        text + " took " + steps + ", more than its bound");
    assertTrue(steps <= condition.worst(2L * LARGE), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools.exists(t, tools.exists(u, tools.exists(v, t + u == v)))",
        "[1,2,3,4,5,6,7,8,9].exists(a, [1,2,3,4,5,6,7,8,9].exists(b, text.contains(user)))",
        "[text+text].exists(a, [a+a].exists(b, [b+b].exists(c, [c+c].exists(d, d+d+d == ''))))",
        "tools.map(a, tools.map(b, a + b)).size() == 3",
        "!tools.all(t, !text.contains(t) && !system.contains(t))",
        "int(text) > 1",
        "string(text) + string(text) == 'a' || timestamp(text) < now",
        "[1,2].exists(x, now.getHours() > x && tools.exists(t, text.matches(\"a.*b.*c\")))",
      })
  void nestedMacrosAndForeignFunctionsEndWithTheBudget(String text) {
    var condition = Condition.of(text);
    assertThrows(StepBudgetException.class, () -> condition.holds(REQUEST::get));
  }

  @Test
  void badTextsAreSearchedInLinearTime() {
    String many = "a".repeat(1 << 20);
    var steps = new Steps(Long.MAX_VALUE);
    assertFalse(TextSearch.contains(many, "a".repeat(1 << 19) + "b", steps));
    assertTrue(TextSearch.contains(many + "b", "a".repeat(1 << 19) + "b", steps));
    assertTrue(steps.used() < 4L << 20);
    for (int seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      String text = letters(random, random.nextInt(12));
      String wanted = letters(random, random.nextInt(5));
      assertEquals(text.contains(wanted), TextSearch.contains(text, wanted, steps), text + wanted);
    }
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, 'a', 'c')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void eachSideOfLogicRunsOnce() {
    String text = "1 / 0 > 0";
    for (int i = 0; i < 40; i++) {
      text = "(stream && (" + text + "))";
    }
    var condition = Condition.of(text);
    assertThrows(ConditionException.class, () -> condition.holds(REQUEST::get));
  }

  @Test
  void expensiveConditionsShareWhatOneRequestMayTake() {
    var sketch = GraphSketch.from("r0").model("m", "local");
    for (int i = 0; i < 200; i++) {
      String heavy = "text.matches(\"a.{0,400}a.{0,400}z\") || tokens == " + i;
      sketch.rules("r" + i, heavy, "m", "tokens > " + i, "m", i < 199 ? "r" + (i + 1) : "m");
    }
    assertEquals(StepLimits.REQUEST / 200, StepLimits.of(sketch.graph()).budget());
    assertEquals(
        Steps.OF_CONDITION,
        StepLimits.of(GraphSketch.from("m").model("m", "local").graph()).budget());
  }

  @Test
  void checkSaysAboveWhichLengthAConditionIsFalse() {
    assertTrue(
        warnings("text.matches(\"a.{0,400}a.{0,400}z\")")
            .startsWith(
                "nodes.r.rules[0].when: warning: This condition can exceed its budget of"
                    + " 100,000,000 steps when the request has more than "));
    assertTrue(warnings("tools.exists(t, text.contains(t))").contains("step"));
    assertEquals("", warnings("text.matches(\"(?i)urgent|asap\") && text.contains('zebra')"));
    assertEquals("", warnings("tools.exists(t, t.startsWith('mcp_'))"));
  }

  private static String warnings(String when) {
    var graph =
        GraphSketch.from("r")
            .model("m", "local")
            .model("n", "local")
            .rules("r", when, "m", "n")
            .graph();
    return GraphCheck.check(graph, GraphSketch::card).stream()
        .filter(problem -> problem.code().id().equals("step-budget"))
        .map(Problem::line)
        .reduce("", String::concat);
  }

  private static Map<Signal, Object> request(int length) {
    String text = "The quick brown fox jumps. ".repeat(length / 27);
    var values = new HashMap<Signal, Object>();
    for (Signal signal : Signal.values()) {
      values.put(
          signal,
          switch (signal) {
            case MODEL, APP, CONVERSATION, CLIENT, AGENT, PURPOSE, REASONING -> "x";
            case USER -> "fox the quick";
            case TEXT -> text;
            case SYSTEM -> text + "!";
            case LANGUAGE -> "en";
            case METADATA, HEADERS -> Map.of("long", text, "k", "v");
            case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> 2L;
            case STREAM, HAS_TOOLS, WANTS_JSON -> true;
            case TOOLS ->
                new ArrayList<>(IntStream.range(0, 1_000).mapToObj(i -> "tool_" + i).toList());
            case NOW -> Instant.EPOCH;
            case SPEND -> Map.of("day", 1.0, "hour", 0.0, "month", 2.0);
            case PRICE -> Map.of("opus", Map.of("input", 5.0, "output", 25.0));
            case HEALTH ->
                Map.of(
                    "opus", Map.of("p95", 1.5, "error_rate", 0.0, "headroom", 1.0, "open", false));
          });
    }
    return values;
  }
}
