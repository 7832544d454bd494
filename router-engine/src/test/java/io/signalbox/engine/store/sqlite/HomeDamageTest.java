package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.StoreResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in the home, the start goes on or says why not, and nothing is overwritten. */
final class HomeDamageTest {
  private static final Secret KEY = Secret.of("a key of this test");

  @TempDir private Path home;

  private Path vault() {
    return home.resolve("vault.json");
  }

  private void fill() {
    try (var store = Stores.open(home)) {
      assertEquals(Optional.empty(), store.keys().put("openai", KEY));
    }
  }

  @Test
  void unknownMembersAreIgnoredAndKept() throws IOException {
    fill();
    String text = Files.readString(vault());
    Files.writeString(
        vault(),
        text.replaceFirst("\\{", "{\"later\": {\"a\": [1, null]},")
            .replace("\"lock\"", "\"hint\": \"of a pet\", \"lock\""));
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of(), Stores.codes(ready));
      assertEquals(Optional.of(KEY), store.keys().get("openai"));
      assertEquals(Optional.empty(), store.keys().put("other", KEY));
      assertEquals(Optional.of(KEY), store.keys().get("openai"));
    }
    assertTrue(Files.readString(vault()).contains("\"later\""), Files.readString(vault()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "3",
        "\"x\"",
        "{}",
        "\u0000\u0000",
        "{\"version\":\"one\",\"keychain\":[]}",
        "{\"version\":0,\"keychain\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"keychain\":[null]}",
        "{\"version\":1,\"keychain\":{\"a\":1}}",
        "{\"version\":1,\"keychain\":[],\"sealed\":3}",
        "{\"version\":1,\"keychain\":[],\"sealed\":{}}",
        "{\"version\":1,\"keychain\":[],\"sealed\":{\"lock\":null,\"rounds\":1,\"salt\":\"\","
            + "\"check\":\"\",\"nonce\":\"\",\"text\":\"\"}}",
        "{\"version\":1,\"keychain\":[],\"sealed\":{\"lock\":\"file\",\"rounds\":99999999999,"
            + "\"salt\":\"\",\"check\":\"\",\"nonce\":\"\",\"text\":\"\"}}",
        "{\"version\":1,\"keychain\":[],\"sealed\":{\"lock\":\"file\",\"rounds\":1,\"salt\":\"?\","
            + "\"check\":\"?\",\"nonce\":\"?\",\"text\":\"?\"}}"
      })
  void damagedVaultIsSetAside(String content) throws IOException {
    Files.writeString(vault(), content);
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of("store.damaged"), Stores.codes(ready));
      assertEquals(Optional.empty(), store.keys().put("openai", KEY));
    }
    assertEquals(content, Files.readString(aside("vault.json")));
  }

  @Test
  void bytesThatAreNoTextAreSetAsideToo() throws IOException {
    byte[] bytes = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':'};
    Files.write(vault(), bytes);
    Stores.ready(home, Stores.plain()).store().close();
    assertArrayEquals(bytes, Files.readAllBytes(aside("vault.json")));
  }

  @Test
  void signOfByteOrderIsNoDamage() throws IOException {
    fill();
    byte[] marked = ("\ufeff" + Files.readString(vault())).getBytes(StandardCharsets.UTF_8);
    Files.write(vault(), marked);
    try (var store = Stores.open(home)) {
      assertEquals(Optional.of(KEY), store.keys().get("openai"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":2,\"keys\":[]}",
        "{\"version\":7,\"keychain\":{},\"sealed\":[]}",
        "{\"version\":1,\"keychain\":[],\"sealed\":{\"lock\":\"token\",\"rounds\":1,\"salt\":\"\","
            + "\"check\":\"\",\"nonce\":\"\",\"text\":\"\"}}"
      })
  void vaultOfNewerVersionIsLeftAlone(String content) throws IOException {
    Files.writeString(vault(), content);
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of("vault.locked"), Stores.codes(ready));
      assertEquals("vault.locked", store.keys().put("openai", KEY).orElseThrow().code().id());
      assertEquals(List.of(), store.keys().names());
    }
    assertEquals(content, Files.readString(vault()));
  }

  @Test
  void vaultThatCannotBeReadIsLeftAloneAndSaid() throws IOException {
    Files.createDirectories(vault().resolve("inside"));
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of("vault.unreadable"), Stores.codes(ready));
      assertEquals(Optional.empty(), store.keys().get("openai"));
      assertEquals("vault.unreadable", store.keys().put("openai", KEY).orElseThrow().code().id());
    }
    assertTrue(Files.isDirectory(vault().resolve("inside")));
  }

  @Test
  void hugeVaultIsNotRead() throws IOException {
    Files.write(vault(), new byte[(4 << 20) + 1]);
    var ready = Stores.ready(home, Stores.plain());
    ready.store().close();
    assertEquals(List.of("vault.unreadable"), Stores.codes(ready));
    assertEquals((4 << 20) + 1, Files.size(vault()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault.json", "traces.db", "budgets.db", "apps.db"})
  @DisabledOnOs(OS.WINDOWS)
  void pipeIsNotWaitedFor(String name) throws Exception {
    pipe(name);
    var ready = Stores.ready(home, Stores.plain());
    ready.store().close();
    assertEquals(1, ready.notices().size());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipeAsLockOrSecretIsNotWaitedFor() throws Exception {
    fill();
    Files.delete(home.resolve("vault.secret"));
    pipe("vault.secret");
    var ready = Stores.ready(home, Stores.plain());
    ready.store().close();
    assertEquals(List.of("vault.unreadable"), Stores.codes(ready));
    Files.delete(home.resolve("lock"));
    pipe("lock");
    var refused =
        assertInstanceOf(StoreResult.Refused.class, new StoreOpening(home, Stores.plain()).open());
    assertTrue(refused.problem().line().contains("not a regular file"), refused.toString());
  }

  private void pipe(String name) throws Exception {
    int made = new ProcessBuilder("mkfifo", home.resolve(name).toString()).start().waitFor();
    assertEquals(0, made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces.db", "budgets.db", "apps.db"})
  void directoryInTheDatabasesPlaceIsSetAside(String name) throws IOException {
    Files.createDirectories(home.resolve(name).resolve("inside"));
    var ready = Stores.ready(home, Stores.plain());
    ready.store().close();
    assertEquals(List.of("store.damaged"), Stores.codes(ready));
    assertTrue(Files.isDirectory(aside(name).resolve("inside")));
  }

  @Test
  void homeThatIsFileIsRefusedWithItsReason() throws IOException {
    Path file = home.resolve("file");
    Files.writeString(file, "x");
    var refused =
        assertInstanceOf(StoreResult.Refused.class, new StoreOpening(file, Stores.plain()).open());
    assertTrue(refused.problem().message().contains("not a directory"), refused.toString());
    assertFalse(refused.problem().message().contains("Exception"), refused.toString());
  }

  private Path aside(String name) throws IOException {
    try (var files = Files.list(home)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(name + ".damaged-"))
          .filter(each -> !each.toString().endsWith("-wal") && !each.toString().endsWith("-shm"))
          .findFirst()
          .orElseThrow();
    }
  }
}
