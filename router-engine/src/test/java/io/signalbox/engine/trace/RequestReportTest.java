package io.signalbox.engine.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the report of a request says.
class RequestReportTest {
  private static final Instant AT = Instant.parse("2026-11-30T12:00:00.250Z");

  @Test
  void tellsWhoAskedThePathEachAttemptAndWhatFollowed() {
    assertEquals(
        """
        Request
          id|req_1
          time|2026-11-30 12:00:00.250 +00:00
          app|desk
          client|claude-code
          dialect|anthropic
          stream|yes
          asked for|best
          conversation|talk
          graph|Support
          status|200
          answered by|gpt
          took|1,204 ms, first token after 900 ms
          cost|$0.0012
        Path
          size|otherwise → cap · no rule held · saw tokens = 240
          |near miss: tokens > 8000: 7760 short
          cap|within → pair
          |dropped flash: it is cooling down
        Attempts
          opus|anthropic claude-opus-4-5 · dialect anthropic · key env:A
          |429 · rate limited · anthropic answered 429
          |104 ms
          |$0
          |held $0.02 and 900 tokens in cap; settled at $0 and 0 tokens
          gpt|openai gpt-5.1 · dialect openai
          |200 · answered
          |1,000 ms, first token after 700 ms
          |tokens: 240 in (100 cached), 30 out (10 reasoning)
          |$0.0012: input 140 × $5/M, output 30 (estimated)
          |held $0.02 and 900 tokens in cap; settled at $0.0012 and 270 tokens
        Estimate
          before the call|$0.004 ($0.001 to $0.01) · 240 in · 380 out · first token in 480 ms
        Promises
          |Only Europe
        Changed in translation
          |`top_k` is not sent.
        Budget notices
          |The budget cap of Support has spent $0.81 of $1.00 this day, over 80 %.
        """,
        text(RequestReport.of(trace(), List.of(notice("cap", 500)), ZoneOffset.UTC)));
  }

  @Test
  void noticesOfOtherBudgetsAndOtherTimesAreNoneOfThisRequest() {
    var others = List.of(notice("other", 500), notice("cap", -5), notice("cap", 1_300));
    assertFalse(text(RequestReport.of(trace(), others, ZoneOffset.UTC)).contains("Budget notices"));
  }

  @Test
  void whatACallHeldCountsWhileItsCostIsNotKnown() {
    var hold = new Attempt.Hold(List.of("cap"), Money.of("0.02"), 900, Optional.empty());
    assertEquals(
        "held $0.02 and 900 tokens in cap; counts as held, because what it cost is not known",
        AttemptWords.hold(hold));
  }

  @Test
  void whatALimitOfRequestsHeldIsARequest() {
    var settled = new Attempt.Settled(Money.of("0.001"), 300);
    var hold = new Attempt.Hold(List.of("pace"), Money.ZERO, 0, Optional.of(settled));
    assertEquals(
        "held a request in pace; settled at $0.001 and 300 tokens", AttemptWords.hold(hold));
  }

  private static BudgetNotice notice(String node, long millisAfter) {
    return new BudgetNotice(
        "Support",
        node,
        "",
        Window.DAY,
        AT,
        0.8,
        Money.of("0.81"),
        Money.of("1"),
        AT.plusMillis(millisAfter));
  }

  private static String text(RequestReport report) {
    return report.sections().stream()
        .map(section ->
            section.title()
                + "\n"
                + section.facts().stream()
                    .map(fact -> "  " + fact.name() + "|" + fact.text() + "\n")
                    .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private static Trace trace() {
    var size =
        new Step(
            "size",
            "otherwise",
            "cap",
            "no rule held",
            Map.of("tokens", 240L),
            List.of("tokens > 8000: 7760 short"),
            14);
    var cap =
        new Step("cap", "within", "pair", "", Map.of(), List.of(), 3)
            .dropping(List.of("flash: it is cooling down"));
    return new Trace(
        "req_1",
        AT,
        "Support",
        new Trace.Asked(
            "desk", "", "talk", "best", true, "claude-code", "anthropic", List.of("Only Europe")),
        List.of(size, cap),
        List.of(limited(), answered()),
        List.of(),
        "",
        Optional.of(
            new Estimate(
                240,
                380,
                Optional.of(
                    new Estimate.Range(Money.of("0.001"), Money.of("0.004"), Money.of("0.01"))),
                480)),
        200,
        1_204,
        OptionalLong.of(900),
        List.of("`top_k` is not sent."),
        "");
  }

  private static Attempt limited() {
    return new Attempt(
        "opus",
        "anthropic",
        "claude-opus-4-5",
        "env:A",
        new Outcome.Failed(FailureClass.RATE_LIMITED, true),
        429,
        104,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "anthropic answered 429",
        false,
        0,
        "anthropic",
        Optional.of(hold(Money.ZERO, 0)));
  }

  private static Attempt answered() {
    var input =
        new CostLine(
            CostLine.ChargeKind.INPUT,
            140,
            Optional.of(BigDecimal.valueOf(5)),
            Optional.of(Money.of("0.0007")),
            CostLine.Count.REPORTED,
            Optional.empty());
    var output =
        new CostLine(
            CostLine.ChargeKind.OUTPUT,
            30,
            Optional.empty(),
            Optional.of(Money.of("0.0005")),
            CostLine.Count.ESTIMATED,
            Optional.empty());
    return new Attempt(
        "gpt",
        "openai",
        "gpt-5.1",
        "",
        new Outcome.Answered(),
        200,
        1_000,
        OptionalLong.of(700),
        Optional.of(new Usage(240, 100, 0, 0, 30, 10, Optional.empty())),
        new Cost(List.of(input, output)),
        "",
        false,
        0,
        "openai",
        Optional.of(hold(Money.of("0.0012"), 270)));
  }

  private static Attempt.Hold hold(Money usd, long tokens) {
    return new Attempt.Hold(
        List.of("cap"), Money.of("0.02"), 900, Optional.of(new Attempt.Settled(usd, tokens)));
  }
}
