package io.signalbox.engine.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.StoreException;
import java.nio.charset.StandardCharsets;
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

/** Answers on the disk: how long, how many, and what is left of them. */
final class SqliteAnswersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path home;
  private final List<SqliteAnswers> open = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private SqliteAnswers answers;

  @AfterEach
  void close() {
    open.forEach(SqliteAnswers::close);
  }

  private SqliteAnswers open(long most) {
    answers = new SqliteAnswers(ContentFile.ofCache(home, () -> now), () -> now, most);
    open.add(answers);
    return answers;
  }

  private void keep(String key, int bytes) {
    answers.keep(
        new Answers.Entry(key, Optional.empty(), HOUR, Optional.of(Money.of("0.01")), of(bytes)),
        now);
    now = now.plusSeconds(1);
  }

  private static byte[] of(int bytes) {
    return "a".repeat(bytes).getBytes(UTF_8);
  }

  private boolean has(String key) {
    return answers.find(answers.id(key), HOUR, now).isPresent();
  }

  @Test
  void leastRecentlyUsedGoFirst() {
    open(100_000);
    for (int i = 0; i < 12; i++) {
      keep("k" + i, 8_000);
    }
    answers.used(answers.id("k0"), now);
    keep("k12", 8_000);
    assertTrue(has("k0"));
    assertFalse(has("k1"));
    assertTrue(has("k12"));
    assertTrue(answers.stock().bytes() <= 100_000);
  }

  @Test
  void answerLargerThanAllRoomIsNotKept() {
    open(1_000);
    keep("small", 500);
    keep("large", 1_001);
    assertTrue(has("small"));
    assertFalse(has("large"));
  }

  @Test
  void answerOlderThanItsTimeIsGoneFromTheDisk() throws Exception {
    open(100_000);
    String secret = "the answer that nobody may find";
    answers.keep(
        new Answers.Entry("k", Optional.empty(), HOUR, Optional.empty(), secret.getBytes(UTF_8)),
        now);
    now = now.plus(HOUR).plusSeconds(1);
    assertFalse(has("k"));
    assertTrue(isAnywhere(secret));
    answers.tidy();
    assertEquals(0, answers.stock().answers());
    assertFalse(isAnywhere(secret));
  }

  @Test
  void evictedAndReplacedAnswersAreGoneFromTheDisk() throws Exception {
    open(10_000);
    keepText("first", "the first that nobody may find");
    keepText("second", "the second that nobody may find");
    keepText("second", "the third that all may find");
    for (int i = 0; i < 3; i++) {
      answers.used(answers.id("second"), now);
      keep("k" + i, 9_900);
    }
    keepText("last", "the last that all may find");
    answers.tidy();
    assertFalse(isAnywhere("that nobody may find"));
    assertTrue(isAnywhere("that all may find"));
  }

  @Test
  void whatAnotherProcessRemovedIsGoneFromTheDisk() throws Exception {
    SqliteAnswers first = open(100_000);
    String secret = "the answer that nobody may find";
    keepText("k", secret);
    SqliteAnswers second = open(100_000);
    second.remove(second.id("k"));
    first.tidy();
    assertFalse(isAnywhere(secret));
  }

  private void keepText(String key, String text) {
    answers.keep(
        new Answers.Entry(key, Optional.empty(), HOUR, Optional.empty(), text.getBytes(UTF_8)),
        now);
    now = now.plusSeconds(1);
  }

  @Test
  void clearedAnswersAreGoneFromAllFiles() throws Exception {
    open(100_000);
    String secret = "the answer that nobody may find";
    answers.keep(
        new Answers.Entry("k", Optional.empty(), HOUR, Optional.empty(), secret.getBytes(UTF_8)),
        now);
    assertTrue(isAnywhere(secret));
    assertEquals(1, answers.clear());
    assertFalse(isAnywhere(secret));
    assertEquals(0, answers.stock().answers());
    keep("k", 10);
    assertTrue(has("k"));
  }

  private boolean isAnywhere(String text) throws Exception {
    try (var files = Files.list(home)) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void noKeyLiesOnTheDisk() throws Exception {
    open(100_000);
    keep("0123456789abcdef0123456789abcdef", 10);
    assertFalse(isAnywhere("0123456789abcdef0123456789abcdef"));
  }

  @Test
  void similarOnesAreFoundByTheirGroup() {
    open(100_000);
    for (int i = 0; i < 3; i++) {
      var alike = new Answers.Relative("g" + i % 2, new float[] {i, 1});
      answers.keep(
          new Answers.Entry("k" + i, Optional.of(alike), HOUR, Optional.empty(), of(10)), now);
      now = now.plusSeconds(1);
    }
    List<Answers.Neighbor> found = answers.alike("g0", HOUR, now);
    assertEquals(2, found.size());
    assertEquals(2, found.getFirst().vector()[0]);
    assertTrue(answers.find(found.getFirst().id(), HOUR, now).isPresent());
    assertEquals(List.of(), answers.alike("other", HOUR, now));
  }

  @Test
  void twoProcessesShareTheFileAndOneMayClearIt() {
    SqliteAnswers first = open(100_000);
    keep("k", 10);
    SqliteAnswers second = open(100_000);
    assertTrue(has("k"));
    assertEquals(1, second.clear());
    answers = first;
    assertFalse(has("k"));
    keep("k", 10);
    answers = second;
    assertTrue(has("k"));
  }

  @Test
  void rowWhoseContentChangedIsNotGiven() {
    open(100_000);
    keep("k", 10);
    var file = ContentFile.ofCache(home, () -> now);
    try (var handle = file.handle(file.open())) {
      handle.execute("update answer set content = ?", of(11));
    }
    assertFalse(has("k"));
  }

  @Test
  void fileOfNewerVersionIsLeftAloneAndSaid() {
    open(100_000);
    keep("k", 10);
    answers.close();
    try (var handle = ContentFile.ofCache(home, () -> now).open().write()) {
      handle.execute("pragma user_version = 99");
    }
    open(100_000);
    assertThrows(StoreException.class, () -> has("k"));
    assertThrows(StoreException.class, () -> has("k"));
  }

  @Test
  void nothingIsMadeByLooking() {
    open(100_000);
    assertEquals(Answers.Stock.NOTHING, answers.stock());
    assertEquals(0, answers.clear());
    answers.tidy();
    assertFalse(Files.exists(home.resolve("cache.db")));
  }

  @Test
  void savedMoneyIsSummedOverHits() {
    open(100_000);
    keep("k", 10);
    for (int i = 0; i < 3; i++) {
      answers.used(answers.id("k"), now);
    }
    assertEquals(3, answers.stock().hits());
    assertEquals(Money.of("0.03"), answers.stock().saved());
  }
}
