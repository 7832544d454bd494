package io.signalbox.engine.graph.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.workspace.GraphText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets below what one call can cost: $1.60 for 64,000 tokens.
final class BudgetCheckTest {
  private static final String WARNING =
      "nodes.cap.usd: warning: One call of opus can cost $1.60, more than the $1.00 of this budget."
          + " It lets requests without max_tokens through one at a time. Set max_tokens in the"
          + " model's params or in a rewrite node before it, or raise usd.";

  private static ModelCard card(Model model) {
    Optional<BigDecimal> none = Optional.empty();
    var tier = new Price.Tier(0, new BigDecimal("5"), none, none, none, new BigDecimal("25"));
    boolean priced = !model.model().equals("unpriced");
    return new ModelCard(
        model.provider(),
        model.model(),
        model.model(),
        OptionalLong.empty(),
        OptionalLong.of(64_000),
        Set.of(),
        priced
            ? Optional.of(
                new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1)))
            : Optional.empty(),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }

  private static List<String> problems(String usd, String within, String params) {
    String graph =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          opus: { provider: anthropic, model: claude, params: { %s } }
        nodes:
          cap: { kind: budget, usd: %s, per: month, within: %s, over: full }
          full: { kind: reject, status: 429, message: Full }
          fall: { kind: fallback, to: [ short, opus ] }
          short: { kind: rewrite, set: { max_completion_tokens: 100 }, to: opus }
          again: { kind: rewrite, set: { max_tokens: 100 }, to: open }
          open: { kind: rewrite, drop: [ max_tokens ], to: opus }
        """
            .formatted(params, usd, within);
    var read = GraphText.read("test.yaml", graph).graph().orElseThrow();
    return GraphCheck.check(read, BudgetCheckTest::card).stream()
        .filter(problem -> problem.code().id().equals("budget-below-one-call"))
        .map(problem -> problem.line())
        .toList();
  }

  /// The path with the largest limit counts.
  @ParameterizedTest
  @ValueSource(strings = {"opus", "fall", "again"})
  void budgetBelowOneCallIsReported(String within) {
    assertEquals(List.of(WARNING), problems("1", within, ""));
  }

  @Test
  void tiersAreLookedAtToo() {
    assertEquals(List.of(WARNING), problems("1", "short, tiers: [ { at: 50%, to: opus } ]", ""));
  }

  @Test
  void limitOfAnswerCounts() {
    assertEquals(List.of(), problems("1", "short", ""));
    assertEquals(List.of(), problems("1", "opus", "max_tokens: 1000"));
    assertEquals(1, problems("0.01", "opus", "max_tokens: 1000").size());
  }

  @Test
  void largerBudgetIsFine() {
    assertEquals(List.of(), problems("1.6", "opus", ""));
  }
}
