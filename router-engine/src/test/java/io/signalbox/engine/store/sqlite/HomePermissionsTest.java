package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.workspace.WorkbenchState;
import io.signalbox.engine.workspace.history.LocalHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class HomePermissionsTest {
  @TempDir private Path directory;

  @Test
  void newHomeBelongsToItsOwnerOnly() throws IOException {
    Path home = directory.resolve("share/signalbox");
    Stores.open(home).close();
    assertEquals("rwx------", permissions(home));
  }

  @Test
  void filesInSharedHomeBelongToItsOwnerOnly() throws IOException {
    Path home = shared();
    try (var store = fill(home)) {
      assertEquals("rwxr-xr-x", permissions(home), "it was there: not ours to change");
      assertOwnerOnly(home);
      assertTrue(all(home).containsKey("traces.db-wal"), "while it is open");
    }
    assertOwnerOnly(home);
  }

  @Test
  void whatWasLeftOpenIsClosedAndOthersFilesAreLeftAlone() throws IOException {
    Path home = shared();
    fill(home).close();
    new LocalHistory(home.resolve("history")).keep(Path.of("a.yaml"), "text", Instant.EPOCH);
    WorkbenchState.NOTHING.with("a", "b").save(home.resolve("workbench.json"));
    Files.writeString(home.resolve("traces.db.damaged-2026"), "old");
    Files.writeString(home.resolve("notes.txt"), "the user's own");
    try (var files = Files.list(home)) {
      for (Path each : files.toList()) {
        open(each);
      }
    }
    try (var store = Stores.open(home)) {
      assertEquals("rw-r--r--", permissions(home.resolve("notes.txt")));
      Files.delete(home.resolve("notes.txt"));
      assertOwnerOnly(home);
    }
  }

  private static Store fill(Path home) {
    var store = Stores.open(home);
    store.ledger().record(TraceSample.of("r").trace());
    assertTrue(store.ledger().flush());
    store.keys().put("OPENAI_API_KEY", Secret.of("a key for this test"));
    store.apps().add("chat");
    return store;
  }

  private Path shared() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    open(home);
    return home;
  }

  private static void open(Path path) throws IOException {
    String wide = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(wide));
  }

  private static void assertOwnerOnly(Path home) throws IOException {
    all(home)
        .forEach((name, permissions) ->
            assertTrue(permissions.endsWith("------"), name + " " + permissions));
  }

  private static Map<String, String> all(Path home) throws IOException {
    var all = new TreeMap<String, String>();
    try (var files = Files.walk(home)) {
      for (Path each : files.filter(file -> !file.equals(home)).toList()) {
        all.put(home.relativize(each).toString(), permissions(each));
      }
    }
    return all;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
