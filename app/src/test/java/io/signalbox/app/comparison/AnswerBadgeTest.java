package io.signalbox.app.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.tryout.Answer;
import io.signalbox.engine.catalog.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is said of answers side by side.
final class AnswerBadgeTest {
  private static Optional<Answer> answer(boolean simulated, long millis, String usd) {
    return Optional.of(
        new Answer(
            Answer.Phase.WHOLE,
            "m",
            simulated,
            "text",
            OptionalLong.of(1),
            millis,
            10,
            Optional.of(Money.of(usd)),
            "",
            Optional.empty()));
  }

  @Test
  void realAnswersAreCompared() {
    assertEquals(
        List.of(
            EnumSet.of(AnswerBadge.CHEAPEST, AnswerBadge.BEST_VALUE),
            EnumSet.of(AnswerBadge.FASTEST)),
        AnswerBadge.of(List.of(answer(false, 200, "0.01"), answer(false, 100, "0.05"))));
  }

  @Test
  void nothingIsSaidOfSimulatedAnswers() {
    assertEquals(
        List.of(Set.of(), Set.of()),
        AnswerBadge.of(List.of(answer(true, 200, "0.01"), answer(true, 100, "0.05"))));
    assertEquals(
        List.of(Set.of(), Set.of()),
        AnswerBadge.of(List.of(answer(true, 200, "0.01"), answer(false, 100, "0.05"))),
        "there is nothing to compare one real answer with");
  }
}
