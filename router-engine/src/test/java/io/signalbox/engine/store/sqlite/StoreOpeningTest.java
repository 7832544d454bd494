package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.StoreResult;
import io.signalbox.engine.store.TrafficFilter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreOpeningTest {
  private static final Secret APP = Secret.of("an app's key for this test");

  @TempDir private Path home;

  private StoreResult open() {
    return new StoreOpening(home, Stores.plain()).open();
  }

  private void fill(int traces) {
    try (var store = Stores.open(home)) {
      assertEquals(Optional.empty(), store.apps().addGiven("chat", APP));
      for (int i = 0; i < traces; i++) {
        store.ledger().record(TraceSample.of("r" + i).trace());
      }
      assertTrue(store.ledger().flush());
    }
  }

  @Test
  void newerFileIsRefusedAndNotTouched() throws IOException {
    fill(1);
    Path file = home.resolve("traces.db");
    try (var handle = Jdbi.open("jdbc:sqlite:" + file)) {
      handle.execute("pragma user_version = 7");
    }
    byte[] before = Files.readAllBytes(file);
    var problem = assertInstanceOf(StoreResult.Refused.class, open()).problem();
    assertEquals("store.newer", problem.code().id());
    assertEquals(
        file
            + ": error: This file was written by a newer Signalbox (format 7; this version supports"
            + " up to 6). Nothing was changed. Update Signalbox, or set SIGNALBOX_HOME to another"
            + " directory.",
        problem.line());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void fileThatIsNoDatabaseIsSetAside() throws IOException {
    fill(1);
    Files.writeString(home.resolve("traces.db"), "this was a database once. ".repeat(100));
    var ready = assertInstanceOf(StoreResult.Ready.class, open());
    try (var store = ready.store()) {
      assertEquals(List.of("store.damaged"), Stores.codes(ready));
      assertEquals(0, store.ledger().newest());
      store.ledger().record(TraceSample.of("new").trace());
      assertTrue(store.ledger().flush());
      assertEquals(1, store.ledger().newest());
      assertEquals(Optional.of("chat"), store.apps().appOf(APP));
    }
  }

  @Test
  void fileWithBrokenPagesIsSetAside() throws IOException {
    fill(500);
    try (var file = new RandomAccessFile(home.resolve("traces.db").toFile(), "rw")) {
      file.seek(4096 * 8);
      file.write(new byte[4096 * 20]);
    }
    var ready = assertInstanceOf(StoreResult.Ready.class, open());
    ready.store().close();
    assertEquals(List.of("store.damaged"), Stores.codes(ready));
    try (var files = Files.list(home)) {
      assertEquals(1, files.filter(each -> each.toString().contains("traces.db.damaged-")).count());
    }
  }

  @Test
  void damageThatIsMetInUseIsRemembered() throws IOException {
    fill(500);
    try (var store = Stores.open(home)) {
      try (var file = new RandomAccessFile(home.resolve("traces.db").toFile(), "rw")) {
        file.seek(4096);
        file.write(new byte[(int) file.length() - 4096]);
      }
      var ledger = store.ledger();
      assertThrows(
          StoreException.class,
          () -> ledger.page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 100));
    }
    assertTrue(Files.exists(home.resolve("traces.db.suspect")));
    var ready = assertInstanceOf(StoreResult.Ready.class, open());
    ready.store().close();
    assertEquals(List.of("store.damaged"), Stores.codes(ready));
    assertFalse(Files.exists(home.resolve("traces.db.suspect")));
  }

  @Test
  void damageOfOneFileLeavesTheOthers() throws IOException {
    fill(3);
    Files.writeString(home.resolve("apps.db"), "nonsense ".repeat(1000));
    var ready = assertInstanceOf(StoreResult.Ready.class, open());
    try (var store = ready.store()) {
      assertEquals(List.of("store.damaged"), Stores.codes(ready));
      assertEquals(3, store.ledger().newest());
      assertEquals(Optional.empty(), store.apps().appOf(APP));
    }
  }

  @Test
  void homeThatIsFileIsRefused() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    var refused =
        assertInstanceOf(StoreResult.Refused.class, new StoreOpening(file, Stores.plain()).open());
    assertEquals("store.unusable", refused.problem().code().id());
  }

  @Test
  void closedHomeLeavesNoLogBehind() throws IOException {
    fill(3);
    assertFalse(Files.exists(home.resolve("traces.db-wal")));
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    assertTrue(StoreOpening.isOlder("3.51.2", "3.51.3"));
    assertTrue(StoreOpening.isOlder("3.9.0", "3.51.3"));
    assertFalse(StoreOpening.isOlder("3.51.3", "3.51.3"));
    assertFalse(StoreOpening.isOlder("3.54.1", "3.51.3"));
    assertFalse(StoreOpening.isOlder("4.0", "3.51.3"));
  }
}
