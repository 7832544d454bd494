package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cache.CallThoughts.Call;
import io.signalbox.engine.cache.CallThoughts.Remembered;
import io.signalbox.engine.chat.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallThoughtsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  private final CallThoughts thoughts = new CallThoughts();

  @Test
  void eachAppHasItsOwn() {
    thoughts.keep(new Call("shop", "c.1"), thought("x"), NOW);
    assertEquals(Optional.of(thought("x")), thoughts.find(new Call("shop", "c_1"), NOW));
    assertEquals(Optional.empty(), thoughts.find(new Call("other", "c.1"), NOW));
  }

  @Test
  void oldestAreForgottenWhenThereAreTooMany() {
    for (int i = 0; i <= CallThoughts.MOST; i++) {
      thoughts.keep(new Call("shop", "c" + i), thought("x"), NOW);
    }
    assertEquals(CallThoughts.MOST, thoughts.size());
    assertTrue(thoughts.find(new Call("shop", "c0"), NOW).isEmpty());
    assertTrue(thoughts.find(new Call("shop", "c1"), NOW).isPresent());
  }

  @Test
  void charactersAreBounded() {
    String half = "x".repeat(CallThoughts.MOST_CHARS / 2);
    for (String id : List.of("a", "b", "c", "c")) {
      thoughts.keep(new Call("shop", id), thought(half), NOW);
    }
    assertEquals(2, thoughts.size());
    thoughts.keep(new Call("shop", "d"), thought(half + half + "x"), NOW);
    assertTrue(thoughts.find(new Call("shop", "d"), NOW).isEmpty());
  }

  @Test
  void nothingIsUsedAfterAnHour() {
    thoughts.keep(new Call("shop", "a"), thought("x"), NOW);
    Instant later = NOW.plus(CallThoughts.OLDEST);
    assertTrue(thoughts.find(new Call("shop", "a"), later.minusNanos(1)).isPresent());
    assertTrue(thoughts.find(new Call("shop", "a"), later).isEmpty());
    thoughts.keep(new Call("shop", "b"), thought("x"), later);
    assertEquals(1, thoughts.size());
  }

  private static Remembered thought(String text) {
    return new Remembered(
        "p", List.of(new Part.Reasoning(text, Optional.empty(), Optional.empty())));
  }
}
