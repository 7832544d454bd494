package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cel.common.CelValidationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Whatever stands for a condition is refused with a reason, or can be worked out for any request,
/// and then it means what the CEL library says.
final class ConditionFuzzTest {
  private static final Signals FULL = ConditionFuzzTest::full;
  private static final Signals EMPTY = ConditionFuzzTest::empty;

  @FuzzTest
  void meansWhatTheLibrarySays(byte[] condition) throws CelValidationException {
    String text = new String(condition, StandardCharsets.UTF_8);
    switch (Condition.read(text)) {
      case Condition.Parsed.Broken broken -> assertFalse(broken.faults().isEmpty());
      case Condition.Parsed.Ready ready -> {
        compared(text, ready.condition(), FULL);
        compared(text, ready.condition(), EMPTY);
        ready.condition().nearMiss(FULL);
        ConditionTree.of(ready.condition());
      }
    }
    Condition.readOfModel(text);
  }

  /// The library takes what is not a number for greater than whole numbers, so nothing is divided.
  private static void compared(String text, Condition condition, Signals signals)
      throws CelValidationException {
    String own = answer((each, steps) -> condition.holds(each, steps.most()), signals);
    var known = Terms.evaluator(condition.tree());
    if (known.isPresent() && !text.contains("/")) {
      var library = CelRuntimeEvaluator.of(CelCompiler.REQUEST.tree(text), condition.tree(), text);
      assertEquals(answer(library, signals), own, text);
    }
  }

  private static String answer(Evaluator evaluator, Signals signals) {
    try {
      return String.valueOf(evaluator.test(signals, new Steps(Long.MAX_VALUE)));
    } catch (ConditionException e) {
      return "error";
    }
  }

  private static Object full(Signal signal) {
    return switch (signal) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> "code äö 7";
      case CLIENT, AGENT, PURPOSE, REASONING -> "code äö 7";
      case METADATA, HEADERS -> Map.of("x", "a", "a-b", "");
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> 3L;
      case STREAM, HAS_TOOLS, WANTS_JSON -> true;
      case TOOLS -> List.of("a", "bb");
      case NOW -> Instant.parse("2026-11-23T10:15:30Z");
      case SPEND -> Map.of("day", 0.5, "hour", 0.0, "month", 2.0);
      case PRICE -> Map.of("opus", Map.of("input", 5.0, "output", 25.0));
      case HEALTH ->
          Map.of("opus", Map.of("p95", 1.5, "error_rate", 0.0, "headroom", 1.0, "open", true));
    };
  }

  private static Object empty(Signal signal) {
    return switch (signal) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> "";
      case CLIENT, AGENT, PURPOSE, REASONING -> "";
      case METADATA, HEADERS, PRICE, HEALTH -> Map.of();
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> 0L;
      case STREAM, HAS_TOOLS, WANTS_JSON -> false;
      case TOOLS -> List.of();
      case NOW -> Instant.EPOCH;
      case SPEND -> Map.of("day", 0.0, "hour", 0.0, "month", 0.0);
    };
  }
}
