package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cache.KeptTurns.Keeper;
import io.signalbox.engine.cache.KeptTurns.KeptTurn;
import io.signalbox.engine.cache.KeptTurns.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is kept of answers that clients go on with, for how long and for whom.
final class KeptTurnsTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final Keeper KEEPER = new Keeper("openai", "gpt-5.1", "", "");
  private final KeptTurns turns = new KeptTurns();

  private void keep(String id, String said) {
    turns.keep(
        new TurnId("app", id), new KeptTurn(Optional.of(KEEPER), Optional.of(List.of(said))), NOW);
  }

  private Optional<KeptTurn> find(String id, Duration later) {
    return turns.find(new TurnId("app", id), NOW.plus(later));
  }

  @Test
  void whatWasSaidIsForgottenBeforeWhoKeepsIt() {
    keep("r1", "{}");
    assertEquals(Optional.of(List.of("{}")), find("r1", Duration.ZERO).orElseThrow().items());
    KeptTurn later = find("r1", Duration.ofHours(2)).orElseThrow();
    assertEquals(Optional.empty(), later.items());
    assertEquals(Optional.of(KEEPER), later.keeper());
    assertTrue(find("r1", Duration.ofDays(31)).isEmpty());
  }

  @Test
  void noAppFindsAnAnswerOfAnotherOne() {
    keep("r1", "{}");
    KeptTurn others = turns.find(new TurnId("other", "r1"), NOW).orElseThrow();
    assertEquals(new KeptTurn(Optional.empty(), Optional.empty()), others);
    assertTrue(turns.find(new TurnId("other", "r2"), NOW).isEmpty());
  }

  @Test
  void charactersAndIdsAreBounded() {
    String large = "x".repeat(KeptTurns.MOST_CHARS / 3);
    for (int i = 0; i < 4; i++) {
      keep("r" + i, large);
    }
    assertTrue(find("r0", Duration.ZERO).orElseThrow().items().isEmpty());
    assertTrue(find("r3", Duration.ZERO).orElseThrow().items().isPresent());
    keep("huge", "x".repeat(KeptTurns.MOST_CHARS + 1));
    assertTrue(find("huge", Duration.ZERO).orElseThrow().items().isEmpty());
    for (int i = 0; i < KeptTurns.MOST + 10; i++) {
      keep("s" + i, "");
    }
    assertEquals(KeptTurns.MOST, turns.size());
    assertTrue(find("r3", Duration.ZERO).isEmpty());
  }
}
