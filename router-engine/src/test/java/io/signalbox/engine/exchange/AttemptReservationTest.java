package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is held for a call, by what its budgets and limits ask.
final class AttemptReservationTest {
  private static final ModelCard CARD = ModelCard.unknown("acme", "best");
  private static final ChatRequest REQUEST = request();

  private final List<WorstCase> held = new ArrayList<>();

  @Test
  void limitOfRequestsHoldsARequestAndNothingElse() {
    assertTrue(hold(claim(Optional.empty(), OptionalLong.empty())).isEmpty());
    assertEquals(List.of(WorstCase.NOTHING), held);
  }

  @Test
  void limitOfTokensHoldsTheCountOfThePromptAndTheWholeAnswer() {
    assertTrue(hold(claim(Optional.empty(), OptionalLong.of(10_000))).isEmpty());
    assertEquals(TokenCounter.promptTokens(REQUEST) + 50L, held.getFirst().tokens());
  }

  @Test
  void limitOfRequestsHoldsWhatTheOthersOfItsCallAsk() {
    hold(
        claim(Optional.empty(), OptionalLong.empty()),
        claim(Optional.empty(), OptionalLong.of(10_000)));
    assertEquals(TokenCounter.promptTokens(REQUEST) + 50L, held.getFirst().tokens());
  }

  @Test
  void budgetHasNoRoomForAnUnknownPrice() {
    var noRoom =
        hold(
            claim(Optional.empty(), OptionalLong.empty()),
            claim(Optional.of(Money.of("1")), OptionalLong.empty()));
    assertEquals(Optional.of("budget"), noRoom);
    assertEquals(List.of(), held);
  }

  @Test
  void includedCallWithoutAKnownEndCountsWithTheMostTokens() {
    assertEquals(TokenCounter.promptTokens(REQUEST) + 50L, tokensWithoutEnd());
    var requests = claim(Optional.empty(), OptionalLong.empty());
    assertEquals(TokenCounter.promptTokens(REQUEST) + 50L, tokensWithoutEnd(requests));
    var tokens = claim(Optional.empty(), OptionalLong.of(10_000));
    assertEquals(TokenCounter.promptTokens(REQUEST) + 50L, tokensWithoutEnd(tokens));
  }

  private long tokensWithoutEnd(Claim... claims) {
    var counted = new ArrayList<Long>();
    var plans =
        new PlanMeter() {
          @Override
          public Inclusion enter(String id, Model model) {
            return new Inclusion.Included("lite");
          }

          @Override
          public void settle(String id, Optional<Money> listed, long tokens) {
            counted.add(tokens);
          }

          @Override
          public void release(String id) {}
        };
    var reservation =
        new AttemptReservation(holding(), plans, "req_1", List.of(claims), new HashSet<>());
    try (reservation) {
      assertTrue(
          reservation.hold(Model.of("best", "p", "best"), CARD, REQUEST, Map.of()).isEmpty());
      reservation.asked();
    }
    return counted.getFirst();
  }

  private Optional<String> hold(Claim... claims) {
    var reservation =
        new AttemptReservation(
            holding(), PlanMeter.NONE, "req_1", List.of(claims), new HashSet<>());
    try (reservation) {
      return reservation
          .hold(Model.of("best", "p", "best"), CARD, REQUEST, Map.of())
          .map(end -> ((AttemptEnd.NoRoom) end).shortage().node());
    }
  }

  private Reservations holding() {
    return new Reservations() {
      @Override
      public Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
        held.add(worst);
        return Optional.empty();
      }

      @Override
      public void settle(String id, Money actual, long tokens) {}

      @Override
      public void release(String id) {}
    };
  }

  private static Claim claim(Optional<Money> cap, OptionalLong tokens) {
    return new Claim(
        "Support",
        cap.isPresent() ? "budget" : "limit",
        "",
        Window.DAY,
        Instant.parse("2026-11-30T00:00:00Z"),
        cap,
        OptionalLong.of(100),
        tokens,
        false);
  }

  private static ChatRequest request() {
    var plain = ChatRequest.ofText("any", "a short question ".repeat(60));
    return plain.withSampling(plain.sampling().withMaxTokens(OptionalInt.of(50)));
  }
}
