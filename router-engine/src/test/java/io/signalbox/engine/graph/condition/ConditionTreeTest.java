package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.graph.condition.ConditionTree.All;
import io.signalbox.engine.graph.condition.ConditionTree.Any;
import io.signalbox.engine.graph.condition.ConditionTree.Not;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Text;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTreeTest {
  private static final int TREES = 3_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata.task == \"translate\"",
        "tokens > 8000",
        "!stream",
        "has_tools && tokens > 8000 || !(hour in [22, 23])",
        "metadata[\"a-b\"] != \"\"",
        "\"search\" in tools",
        "text.matches(\"(?i)\\\\b(sql|query)\\\\b\")",
        "!text.contains(\"a \\\"b\\\"\\n\")",
        "spend.day >= 12.5",
        "now < timestamp(\"2026-03-01T09:30:00Z\")",
        "health.opus.open && health[\"a.b\"].p95 < 3.0",
        "number(metadata.score) > 0.5 && number(headers[\"x-risk\"]) <= 3",
        "price.opus.output < 10.0",
        "purpose in [\"title\", \"background\"] && agent != \"main\"",
        "(tokens > 5 || stream) && !(tokens < 9 && stream)",
        "(tokens + 2 * images > 5) && !(size(tools) == 0)",
        "app in [\"a\", \"b\"]",
        "tokens == -5"
      })
  void isWrittenAsItWasRead(String text) {
    assertEquals(text, tree(text).text());
  }

  @Test
  void turnsValuesToTheRight() {
    assertEquals("tokens > 8000", tree("8000 < tokens").text());
    assertEquals("!stream", tree("stream != true").text());
  }

  @Test
  void takesChainsApart() {
    assertEquals(
        4,
        assertInstanceOf(All.class, tree("stream && (tokens > 1 && tokens > 2) && has_tools"))
            .parts()
            .size());
  }

  @Test
  void leavesMacrosAsTheyWereWritten() {
    String text = "stream && tools.exists(t, t.startsWith('x'))";
    assertEquals(new Text(text), tree(text));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatItWroteOfSamples(String text) {
    ConditionTree tree = tree(text);
    assertEquals(tree, tree(tree.text()));
  }

  static Stream<String> samples() throws IOException {
    var when = Pattern.compile("when: '((?:[^']|'')+)'");
    try (Stream<Path> files = Files.walk(Path.of("..", "sample-configs"))) {
      List<Path> graphs =
          files.filter(each -> each.toString().matches(".*/[a-z-]+/[a-z-]+\\.yaml")).toList();
      var found = Stream.<String>builder();
      for (Path graph : graphs) {
        when.matcher(Files.readString(graph))
            .results()
            .forEach(each -> found.add(each.group(1).replace("''", "'")));
      }
      return found.build();
    }
  }

  @Test
  void readsWhatItWroteOfRandomTrees() {
    for (int seed = 0; seed < TREES; seed++) {
      ConditionTree tree = random(new Random(seed), 3);
      String text = tree.text();
      assertEquals(tree, tree(text), () -> text);
    }
  }

  private static ConditionTree tree(String text) {
    return ConditionTree.of(Condition.of(text));
  }

  private static ConditionTree random(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1 -> new All(parts(random, depth));
      case 2 -> new Any(parts(random, depth));
      case 3 -> new Not(number(random));
      case 4 -> new Not(new Any(parts(random, depth)));
      default -> leaf(random);
    };
  }

  private static List<ConditionTree> parts(Random random, int depth) {
    return IntStream.range(0, 2 + random.nextInt(4))
        .mapToObj(i -> random(random, depth - 1))
        .toList();
  }

  private static ConditionTree leaf(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> number(random);
      case 1 -> test(Signal.STREAM, List.of(), Sign.IS, new Value.Truth(random.nextBoolean()));
      case 2 -> test(Signal.TOOLS, List.of(), Sign.HAS, word(random));
      case 3 ->
          test(
              Signal.METADATA,
              List.of(word(random).text()),
              Sign.ONE_OF,
              new Value.Several(List.of(word(random), word(random))));
      case 4 ->
          test(
              Signal.SPEND,
              List.of("day"),
              Sign.ABOVE,
              new Value.Decimal(new BigDecimal(random.nextInt(9_999)).movePointLeft(3)));
      case 5 ->
          test(
              Signal.NOW,
              List.of(),
              Sign.BELOW,
              new Value.Moment(Instant.ofEpochSecond(random.nextInt())));
      case 6 -> new Text("tokens + " + random.nextInt(50) + " > images");
      default ->
          test(
              Signal.TEXT,
              List.of(),
              List.of(Sign.IS, Sign.IS_NOT, Sign.CONTAINS, Sign.STARTS_WITH, Sign.ENDS_WITH)
                  .get(random.nextInt(5)),
              word(random));
    };
  }

  private static ConditionTree number(Random random) {
    Sign sign =
        List.of(Sign.IS, Sign.IS_NOT, Sign.BELOW, Sign.AT_MOST, Sign.ABOVE, Sign.AT_LEAST)
            .get(random.nextInt(6));
    return test(Signal.TOKENS, List.of(), sign, new Value.Whole(random.nextInt(20_000) - 5_000L));
  }

  private static Value.Word word(Random random) {
    return new Value.Word(
        List.of("", "a", "a-b", "in", "x y", "\"", "\\d+", "ä\n\t", "€😀", "it's", "9", "\u0001")
            .get(random.nextInt(12)));
  }

  private static ConditionTree test(Signal signal, List<String> path, Sign sign, Value value) {
    return new ConditionTree.Test(new Expr.Variable(signal, path), sign, value);
  }
}
