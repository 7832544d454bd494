package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.graph.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which models go on with the beginning of an answer: none that thinks first, whoever asks for it.
final class PrefilledTest {
  private static final Model MODEL = Model.of("a", "anthropic", "claude-4-5");
  private static final ModelCard CARD =
      new ModelCard(
          "anthropic",
          "claude-4-5",
          "Claude",
          OptionalLong.empty(),
          OptionalLong.empty(),
          Set.of(Ability.STREAM, Ability.PREFILL),
          Optional.empty(),
          Speed.UNKNOWN,
          Optional.empty(),
          List.of(),
          false);
  private static final String THINKING = "{\"type\":\"enabled\",\"budget_tokens\":2048}";

  private static boolean isPrefilled(Extras extras) {
    var request = ChatRequest.ofText("any", "hello").withExtras(extras);
    return Continuation.isPrefilled(request, MODEL, CARD);
  }

  @Test
  void modelThatDoesNotThinkIsGivenTheBeginning() {
    assertTrue(isPrefilled(Extras.NONE));
  }

  @Test
  void thinkingThatTheClientAsksForForbidsIt() {
    assertFalse(isPrefilled(new Extras("anthropic", Map.of("thinking", THINKING))));
  }

  @Test
  void thinkingThatTheGraphSetsForbidsIt() {
    assertFalse(isPrefilled(Extras.NONE.with("thinking", THINKING)));
    assertFalse(isPrefilled(Extras.NONE.with("reasoning", "{\"effort\":\"high\"}")));
  }
}
