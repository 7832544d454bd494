package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.TokenCount;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of a prompt are counted where a condition needs to know them, and only there. */
final class TokensInConditionsTest {
  private static final ChatRequest REQUEST =
      ChatRequest.ofText("any", "Why does this loop never end? ".repeat(30));
  private static final long EXACT = TokenCounter.promptTokens(REQUEST);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens > N",
        "tokens >= N",
        "tokens < N",
        "tokens <= N",
        "tokens == N",
        "tokens != N",
        "N > tokens",
        "N <= tokens",
        "tokens > N.5",
        "tokens in [1, N]",
        "tokens == tokens && tokens <= N",
        "tokens + 1 > N",
        "-tokens < -N",
        "[tokens, 1] == [N, 1]",
        "[tokens].exists(t, t > N)",
        "(stream ? tokens : 0) > N",
        "tools[tokens - N] == 'first'",
        "string(tokens) == 'N'",
        "double(tokens) > N.0"
      })
  void giveTheAnswerOfTheExactCount(String template) {
    for (long number : List.of(1L, EXACT - 1, EXACT, EXACT + 1, 100_000L)) {
      var condition = Condition.of(template.replace("N", Long.toString(number)));
      assertEquals(
          answer(condition, EXACT), answer(condition, TokenCount.of(REQUEST)), condition::text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens > 8000",
        "tokens <= 8000",
        "8000.5 < tokens",
        "tokens == 8000",
        "tokens != 8000",
        "tokens in [1, 2, 8000]",
        "tokens > 8000 || tokens < 2",
        "[tokens].exists(t, t > 8000)"
      })
  void areNotCountedIfTheirBoundsAnswer(String text) {
    var tokens = TokenCount.of(REQUEST);
    answer(Condition.of(text), tokens);
    assertEquals(String.class, tokens.known().getClass(), () -> "counted: " + tokens);
  }

  @Test
  void areCountedForANearMiss() {
    var tokens = TokenCount.of(REQUEST);
    var miss = Condition.of("tokens > " + (EXACT + 4)).nearMiss(signals(tokens));
    assertEquals(Optional.of("tokens > " + (EXACT + 4) + ": 5 more needed"), miss);
  }

  private static String answer(Condition condition, Object tokens) {
    try {
      return Boolean.toString(condition.holds(signals(tokens)));
    } catch (ConditionException e) {
      return "error";
    }
  }

  private static Signals signals(Object tokens) {
    var values =
        Map.<Signal, Object>of(
            Signal.TOKENS, tokens, Signal.STREAM, true, Signal.TOOLS, List.of("first", "second"));
    return values::get;
  }
}
