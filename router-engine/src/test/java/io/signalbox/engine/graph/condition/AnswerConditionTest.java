package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions on answers know answers and nothing of requests. */
final class AnswerConditionTest {
  private static final AnswerCondition.AnswerFacts FACTS =
      new AnswerCondition.AnswerFacts(
          "{\"total\": 42}",
          Map.of("total", 42L, "items", List.of(Map.of("price", 3.5), Map.of("price", 4.0))),
          List.of("look_up"),
          "gpt",
          12,
          2.5,
          0.4,
          0.001);

  private static AnswerCondition condition(String text) {
    return switch (AnswerCondition.read(text)) {
      case AnswerCondition.AnswerReading.Ready ready -> ready.condition();
      case AnswerCondition.AnswerReading.Broken broken -> throw new AssertionError(broken.why());
    };
  }

  private static String fault(String text) {
    return switch (AnswerCondition.read(text)) {
      case AnswerCondition.AnswerReading.Ready ready -> throw new AssertionError(text);
      case AnswerCondition.AnswerReading.Broken broken -> broken.why();
    };
  }

  @Test
  void everyVariableIsRead() {
    for (String text :
        List.of(
            "answer.contains('42') && size(answer) < 20",
            "json.total == 42 && json.total < 42.5",
            "json.items.all(i, i.price > 3.0) && size(json.items) == 2",
            "'look_up' in tools",
            "model == 'gpt' && tokens == 12",
            "seconds < 3.0 && first_token < 0.5 && usd < 0.01",
            "!answer.matches('(?i)sorry')")) {
      assertTrue(condition(text).holds(FACTS), text);
    }
    assertFalse(condition("json.total > 42").holds(FACTS));
    assertFalse(condition("json.lacking == 'x'").holds(FACTS));
  }

  @Test
  void answerThatIsNotJsonIsTold() {
    var none =
        new AnswerCondition.AnswerFacts(
            "hello", new ConditionException("not JSON"), List.of(), "m", 1, 1, 1, 1);
    AnswerCondition condition = condition("json.total == 42");
    var thrown = assertThrows(ConditionException.class, () -> condition.holds(none));
    assertEquals("not JSON", thrown.getMessage());
    assertTrue(condition("answer == 'hello' || json.total == 42").holds(none));
  }

  @Test
  void mistakesAreToldInPlainWords() {
    assertTrue(fault("size(anwser) > 3").contains("answer"), fault("size(anwser) > 3"));
    assertTrue(fault("metadata.tier == 'free'").contains("metadata"));
    assertFalse(fault("size(answer)").isEmpty());
    assertFalse(fault("").isEmpty());
    assertFalse(fault("answer.matches(model)").isEmpty());
  }
}
