package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.common.CelValidationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Our evaluator and the CEL library's give the same answers.
final class ConditionAgreementTest {
  private static final int ROUNDS = 4_000;

  @Test
  void randomConditionsMeanTheSameInBoth() throws CelValidationException {
    int compared = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      String text = new Writer(random).truth(3);
      if (CelCompiler.REQUEST.read(text) instanceof Condition.Parsed.Ready ready) {
        var own = Terms.evaluator(ready.condition().tree()).orElseThrow();
        var library =
            CelRuntimeEvaluator.of(CelCompiler.REQUEST.tree(text), ready.condition().tree(), text);
        for (int i = 0; i < 3; i++) {
          Signals signals = signals(random);
          assertEquals(
              answer(library, signals),
              answer(own, signals),
              () -> text + " with " + show(signals));
          compared++;
        }
      }
    }
    assertTrue(compared > ROUNDS, "only " + compared + " could be compared");
  }

  private static String answer(Evaluator evaluator, Signals signals) {
    try {
      return String.valueOf(evaluator.test(signals, new Steps(Long.MAX_VALUE)));
    } catch (ConditionException e) {
      return "error";
    }
  }

  private static String show(Signals signals) {
    var all = new HashMap<String, Object>();
    for (Signal signal : Signal.values()) {
      all.put(signal.id(), signals.value(signal));
    }
    return all.toString();
  }

  private static Signals signals(Random random) {
    var words = List.of("", "a", "ab", "b", "code", "äö", "x y");
    var values = new HashMap<Signal, Object>();
    var metadata = new HashMap<String, String>();
    for (String key : List.of("x", "y", "a-b")) {
      if (random.nextBoolean()) {
        metadata.put(key, words.get(random.nextInt(words.size())));
      }
    }
    var tools = new ArrayList<String>();
    for (int i = random.nextInt(3); i > 0; i--) {
      tools.add(words.get(random.nextInt(words.size())));
    }
    for (Signal signal : Signal.values()) {
      values.put(
          signal,
          switch (signal) {
            case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE ->
                words.get(random.nextInt(words.size()));
            case CLIENT, AGENT, PURPOSE, REASONING -> words.get(random.nextInt(words.size()));
            case METADATA, HEADERS -> metadata;
            case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> (long) random.nextInt(4);
            case STREAM, HAS_TOOLS, WANTS_JSON -> random.nextBoolean();
            case TOOLS -> tools;
            case NOW -> java.time.Instant.EPOCH;
            case SPEND -> Map.of("day", random.nextInt(3) / 2.0, "hour", 0.0, "month", 2.0);
            case PRICE -> Map.of("opus", Map.of("input", 5.0, "output", 25.0));
            case HEALTH ->
                Map.of(
                    "opus",
                    Map.of(
                        "p95",
                        1.5,
                        "error_rate",
                        0.0,
                        "headroom",
                        1.0,
                        "open",
                        random.nextBoolean()));
          });
    }
    return values::get;
  }

  /// Writes random conditions; without the division of fractions, since the library takes what is
  /// not a number for greater than whole numbers.
  private record Writer(Random random) {
    String pick(String... all) {
      return all[random.nextInt(all.length)];
    }

    String truth(int depth) {
      if (depth == 0) {
        return pick(
            "stream",
            "has_tools",
            "true",
            "false",
            "health.opus.open",
            "has(metadata.x)",
            "\"y\" in metadata");
      }
      return switch (random.nextInt(11)) {
        case 0 -> "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
        case 1 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
        case 2 -> "!" + truth(depth - 1);
        case 3 ->
            "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
        case 4 ->
            number(depth - 1)
                + pick(" < ", " <= ", " > ", " >= ", " == ", " != ")
                + number(depth - 1);
        case 5 -> words(depth - 1) + pick(" < ", " == ", " != ", " >= ") + words(depth - 1);
        case 6 ->
            words(depth - 1) + pick(".startsWith(", ".endsWith(", ".contains(") + words(0) + ")";
        case 7 ->
            words(depth - 1)
                + ".matches("
                + pick("\"(?i)A\"", "\"^a.*\"", "\"^$\"", "\"[^a]\"")
                + ")";
        case 8 ->
            "tools" + pick(".exists(", ".all(", ".exists_one(") + "t, " + item(depth - 1) + ")";
        case 9 ->
            real(depth - 1) + pick(" < ", " > ", " == ", " != ") + pick("1", "0", real(depth - 1));
        default ->
            pick(
                words(depth - 1) + " in tools",
                number(depth - 1) + " in [0, 1, 2]",
                words(0) + " in ['a', 'b']");
      };
    }

    String item(int depth) {
      return pick(
          "t == 'a'",
          "t.startsWith('a')",
          "t.size() > 1",
          "tools[tokens] == t",
          "3 / size(t) > 1",
          "t == text && " + truth(Math.min(1, depth)));
    }

    String words(int depth) {
      return depth > 0 && random.nextInt(4) == 0
          ? "(" + words(depth - 1) + " + " + words(depth - 1) + ")"
          : pick(
              "text",
              "metadata.x",
              "metadata[\"a-b\"]",
              "headers.y",
              "'a'",
              "''",
              "'ab'",
              "tools[0]",
              "language");
    }

    String number(int depth) {
      return depth > 0 && random.nextInt(3) == 0
          ? "("
              + number(depth - 1)
              + pick(" + ", " - ", " * ", " / ", " % ")
              + number(depth - 1)
              + ")"
          : pick(
              "tokens",
              "messages",
              "0",
              "1",
              "-2",
              "9223372036854775807",
              "size(tools)",
              "size(text)",
              "max_tokens",
              "size(metadata)");
    }

    String real(int depth) {
      return depth > 0 && random.nextInt(3) == 0
          ? "(" + real(depth - 1) + pick(" + ", " - ", " * ") + real(depth - 1) + ")"
          : pick(
              "spend.day",
              "0.5",
              "0.0",
              "health.opus.p95",
              "spend.month",
              "-1.0",
              "number(metadata.y)",
              "price.opus.input");
    }
  }
}
