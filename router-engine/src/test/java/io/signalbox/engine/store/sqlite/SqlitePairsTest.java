package io.signalbox.engine.store.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Pairs.PairKey;
import io.signalbox.engine.store.Pairs.PromisedModel;
import io.signalbox.engine.store.Pairs.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of copied requests, and for how long. */
final class SqlitePairsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path home;
  private final List<SqlitePairs> open = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @AfterEach
  void close() {
    open.forEach(SqlitePairs::close);
  }

  private SqlitePairs open(long most) {
    var pairs = new SqlitePairs(ContentFile.ofPairs(home, () -> now), () -> now, most);
    open.add(pairs);
    return pairs;
  }

  private static PairKey key(String request) {
    return new PairKey(request, "main", "trial");
  }

  private static Side side(String text) {
    return new Side("a", "prompt of " + text, text, List.of("EMAIL"), promises());
  }

  private static List<PromisedModel> promises() {
    return List.of(new PromisedModel("Home", "", "model.id == 'a'", true));
  }

  private void keep(SqlitePairs pairs, String request) {
    pairs.keep(key(request), false, side("original " + request), now, HOUR);
    pairs.keep(key(request), true, side("copy " + request), now, HOUR);
    now = now.plusSeconds(1);
  }

  @Test
  void givesBothSidesAsTheyWereKept() {
    SqlitePairs pairs = open(Pairs.MOST_BYTES);
    keep(pairs, "r1");
    pairs.keep(key("r2"), false, side("alone"), now, HOUR);
    Pairs.KeptPairs kept = open(Pairs.MOST_BYTES).of("main", "trial", Instant.EPOCH);
    assertEquals(List.of(key("r1")), kept.whole());
    assertEquals(1, kept.halves());
    Pairs.Pair pair = pairs.find(key("r1")).orElseThrow();
    assertEquals("original r1", pair.original().answer());
    assertEquals("prompt of copy r1", pair.copy().prompt());
    assertEquals(promises(), pair.copy().promises());
    assertEquals(List.of("EMAIL"), pair.copy().redacted());
    assertEquals(Optional.empty(), pairs.find(key("r2")));
    assertFalse(pair.toString().contains("original r1"), pair.toString());
  }

  @Test
  void whatIsTooOldIsGoneAndOverwritten() throws Exception {
    SqlitePairs pairs = open(Pairs.MOST_BYTES);
    keep(pairs, "needle");
    pairs.tidy();
    assertTrue(bytes().contains("copy needle"));
    now = now.plus(HOUR);
    assertEquals(List.of(), pairs.of("main", "trial", Instant.EPOCH).whole());
    assertEquals(Optional.empty(), pairs.find(key("needle")));
    pairs.tidy();
    assertFalse(bytes().contains("needle"));
  }

  private String bytes() throws Exception {
    var all = new StringBuilder();
    try (var files = Files.list(home)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void oldestGoFirstWhenThereIsNoRoom() {
    SqlitePairs pairs = open(600);
    for (int i = 0; i < 20; i++) {
      keep(pairs, "r" + i);
    }
    List<PairKey> whole = pairs.of("main", "trial", Instant.EPOCH).whole();
    assertTrue(whole.contains(key("r19")), whole.toString());
    assertFalse(whole.contains(key("r0")), whole.toString());
  }

  @Test
  void onlyRequestsSinceThenAndOfThatMirrorAreListed() {
    SqlitePairs pairs = open(Pairs.MOST_BYTES);
    keep(pairs, "r1");
    Instant then = now;
    keep(pairs, "r2");
    assertEquals(List.of(key("r2")), pairs.of("main", "trial", then).whole());
    assertEquals(List.of(), pairs.of("main", "other", Instant.EPOCH).whole());
    assertEquals(List.of(), pairs.of("other", "trial", Instant.EPOCH).whole());
  }

  @Test
  void textsOfOneGraphAreForgottenAndOthersStay() throws Exception {
    SqlitePairs pairs = open(Pairs.MOST_BYTES);
    assertEquals(0, pairs.forget(Optional.empty()));
    assertTrue(Files.notExists(home.resolve("pairs.db")), "nothing was kept");
    keep(pairs, "r1");
    assertEquals(0, pairs.forget(Optional.of("other")));
    assertEquals(2, pairs.forget(Optional.of("main")));
    assertFalse(bytes().contains("r1"));
  }
}
