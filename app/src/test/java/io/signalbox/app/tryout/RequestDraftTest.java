package io.signalbox.app.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.workspace.SuiteCase.Fixture;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests that are composed: conversations, places for values, and what they suppose.
final class RequestDraftTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @Test
  void placesAreFilledWhereTheirValueIsKnown() {
    RequestDraft ask =
        RequestDraft.of("Write to {{customer}} in {{ language }}.", Map.of("tier", "{{tier}}"))
            .withSystem("You help {{customer}}.")
            .withVariables(Map.of("customer", "Ada $1", "tier", "pro", "language", ""));
    assertEquals(List.of("customer", "language", "tier"), List.copyOf(Placeholders.names(ask)));
    assertEquals(
        List.of("You help Ada $1.", "Write to Ada $1 in {{ language }}."),
        ask.request().messages().stream().map(Message::text).toList());
    assertEquals(Map.of("tier", "pro"), ask.client().metadata());
  }

  @Test
  void conversationGoesOnAfterAnAnswer() {
    RequestDraft ask =
        RequestDraft.of("Why, {{name}}?", Map.of())
            .withSystem("Be brief.")
            .withVariables(Map.of("name", "Ada"));
    RequestDraft next = ask.after("So.").withPrompt("And then?");
    assertEquals(
        List.of("Be brief.", "Why, Ada?", "So.", "And then?"),
        next.request().messages().stream().map(Message::text).toList());
  }

  @Test
  void eachSuppositionCanBeTakenAway() {
    Fixture world = Suppositions.failing(Fixture.NOTHING, "opus", FailureClass.OVERLOADED);
    world = Suppositions.coolingDown(world, "gpt");
    world = Suppositions.at(world, "2026-12-01 14:05", ZONE).orElseThrow();
    world = Suppositions.spent(world, "cap", Money.of("40"));
    world = Suppositions.seen(world, "pace", 59);
    assertEquals(
        List.of(
            "opus: overloaded",
            "gpt: cooling down",
            "at 2026-12-01 14:05",
            "cap: $40.00 spent",
            "pace: 59 requests seen"),
        Suppositions.of(world, ZONE).stream().map(Suppositions.Supposition::words).toList());
    for (int i = 0; i < 5; i++) {
      List<Suppositions.Supposition> all = Suppositions.of(world, ZONE);
      Fixture without = all.get(all.size() - 1).without();
      assertEquals(
          all.stream().limit(all.size() - 1).map(Suppositions.Supposition::words).toList(),
          Suppositions.of(without, ZONE).stream().map(Suppositions.Supposition::words).toList());
      world = without;
    }
    assertEquals(Fixture.NOTHING, world);
  }

  @Test
  void momentsAreWrittenInOneWay() {
    assertTrue(Suppositions.at(Fixture.NOTHING, "tomorrow", ZONE).isEmpty());
    assertTrue(Suppositions.at(Fixture.NOTHING, "2026-02-30 10:00", ZONE).isEmpty());
    assertFalse(RequestDraft.NOTHING.isSupposing());
  }
}
