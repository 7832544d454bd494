package io.signalbox.app.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.tryout.Answer;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Model;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PreferredAnswersTest {
  private final PreferredAnswers preferred = new PreferredAnswers();

  @Test
  void winnerScoresOneAndOthersZero() {
    assertTrue(
        preferred.add(
            "Why \"so\"?",
            List.of(judged("opus", whole(false), true), judged("gpt", whole(false), false))));
    assertEquals(
        """
        {"text":"Why \\"so\\"?","model":"acme/opus","score":1,"cost":0.01}
        {"text":"Why \\"so\\"?","model":"acme/gpt","score":0,"cost":0.01}
        """,
        preferred.lines());
  }

  @Test
  void simulatedAndFailedAnswersAreNoChoice() {
    var winner = judged("opus", whole(false), true);
    assertFalse(preferred.add("x", List.of(winner, judged("gpt", whole(true), false))));
    assertFalse(preferred.add("x", List.of(winner, judged("gpt", failed(), false))));
    assertFalse(preferred.add("x", List.of(winner)));
    assertEquals(0, preferred.size());
  }

  @Test
  void lastChoiceCanBeForgotten() {
    preferred.add(
        "x", List.of(judged("opus", whole(false), true), judged("gpt", whole(false), false)));
    preferred.dropLast();
    assertEquals("", preferred.lines());
  }

  private static PreferredAnswers.Judged judged(String model, Answer answer, boolean won) {
    var target = new ComparisonTarget.OfModel(Model.of(model, "acme", model));
    return new PreferredAnswers.Judged(target, Optional.of(answer), won);
  }

  private static Answer failed() {
    return Answer.refused("no key");
  }

  private static Answer whole(boolean simulated) {
    return new Answer(
        Answer.Phase.WHOLE,
        "model",
        simulated,
        "because",
        OptionalLong.of(10),
        20,
        3,
        Optional.of(Money.of("0.01")),
        "",
        Optional.empty());
  }
}
