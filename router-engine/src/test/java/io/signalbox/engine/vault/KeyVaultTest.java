package io.signalbox.engine.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.sqlite.Stores;
import io.signalbox.engine.store.sqlite.TraceSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyVaultTest {
  private static final Secret KEY = Secret.of("sk-canary-5f0e1c2b");

  @TempDir private Path home;

  private static void put(Store store, String name, Secret key) {
    assertEquals(Optional.empty(), store.keys().put(name, key));
  }

  private Optional<Secret> read(HomeEnvironment surroundings) {
    try (var store = Stores.open(home, surroundings)) {
      return store.keys().get("openai");
    }
  }

  @Test
  void keepsKeys() {
    try (var store = Stores.open(home)) {
      put(store, "openai", KEY);
      put(store, "anthropic", Secret.of("other"));
      put(store, "anthropic", Secret.of("another"));
      assertEquals(List.of("anthropic", "openai"), store.keys().names());
      assertEquals(Optional.of(Secret.of("another")), store.keys().get("anthropic"));
      assertEquals(Optional.empty(), store.keys().forget("anthropic"));
      assertEquals(Optional.empty(), store.keys().get("anthropic"));
      assertTrue(store.keys().where().endsWith("vault.json"));
    }
    assertEquals(Optional.of(KEY), read(Stores.plain()));
  }

  @Test
  void seesWhatOthersChange() {
    try (var store = Stores.open(home);
        var other = Stores.open(home)) {
      put(store, "openai", KEY);
      assertEquals(Optional.of(KEY), other.keys().get("openai"));
      put(other, "openai", Secret.of("newer"));
      put(other, "second", KEY);
      assertEquals(Optional.of(Secret.of("newer")), store.keys().get("openai"));
      assertEquals(2, store.keys().names().size());
    }
  }

  @Test
  void noFileHoldsKeyInPlain() throws IOException {
    try (var store = Stores.open(home)) {
      put(store, "openai", KEY);
      assertEquals(Optional.empty(), store.apps().addGiven("app", Secret.of(KEY.reveal() + "-0")));
      store.apps().appOf(Secret.of(KEY.reveal() + "-0"));
      store.ledger().record(TraceSample.of("r").trace());
      assertTrue(store.ledger().flush());
      assertEquals(List.of(), filesWith(KEY.reveal()));
    }
    assertEquals(List.of(), filesWith(KEY.reveal()));
  }

  private List<Path> filesWith(String text) throws IOException {
    try (var files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return all.contains(text) || all.contains(text.substring(3, 15));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void onlyTheOwnerMayLook() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(home).supportsFileAttributeView("posix"), "no POSIX");
    Path inner = home.resolve("box");
    try (var store = Stores.open(inner)) {
      put(store, "openai", KEY);
    }
    assertEquals("rwx------", permissions(inner));
    assertEquals("rw-------", permissions(inner.resolve("vault.json")));
    assertEquals("rw-------", permissions(inner.resolve("vault.secret")));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void passphraseLocks() {
    try (var store = Stores.open(home, Stores.locked("correct horse"))) {
      put(store, "openai", KEY);
    }
    assertFalse(Files.exists(home.resolve("vault.secret")));
    assertEquals(Optional.of(KEY), read(Stores.locked("correct horse")));
    var wrong = Stores.ready(home, Stores.locked("battery staple"));
    try (var store = wrong.store()) {
      assertEquals(List.of("vault.locked"), Stores.codes(wrong));
      assertEquals(Optional.empty(), store.keys().get("openai"));
      assertEquals("vault.locked", store.keys().put("x", KEY).orElseThrow().code().id());
    }
    assertEquals(Optional.empty(), read(Stores.plain()));
    assertEquals(Optional.of(KEY), read(Stores.locked("correct horse")));
  }

  @Test
  void damagedFileIsSetAside() throws IOException {
    try (var store = Stores.open(home)) {
      put(store, "openai", KEY);
    }
    Path file = home.resolve("vault.json");
    String text = Files.readString(file);
    int spot = text.indexOf("\"text\"") + 14;
    char other = text.charAt(spot) == 'A' ? 'B' : 'A';
    Files.writeString(file, text.substring(0, spot) + other + text.substring(spot + 1));
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of("store.damaged"), Stores.codes(ready));
      assertEquals(Optional.empty(), store.keys().get("openai"));
      put(store, "openai", Secret.of("new"));
      assertEquals(Optional.of(Secret.of("new")), store.keys().get("openai"));
    }
    try (var files = Files.list(home)) {
      assertEquals(
          1, files.filter(each -> each.toString().contains("vault.json.damaged-")).count());
    }
  }

  @Test
  void cutFileIsSetAside() throws IOException {
    Files.writeString(home.resolve("vault.json"), "{\"version\": 1, \"keych");
    var ready = Stores.ready(home, Stores.plain());
    ready.store().close();
    assertEquals(List.of("store.damaged"), Stores.codes(ready));
  }

  @Test
  void keychainComesFirst() throws IOException {
    var chain = new FakeKeychain();
    var surroundings =
        new HomeEnvironment(InstantSource.system(), Optional.empty(), Optional.of(chain));
    try (var store = Stores.open(home, surroundings)) {
      put(store, "openai", KEY);
      put(store, "vertex", Secret.of("x".repeat(5000)));
      assertEquals(1, chain.keys.size());
      assertEquals(List.of("openai", "vertex"), store.keys().names());
      assertEquals(Optional.of(KEY), store.keys().get("openai"));
      assertEquals(5000, store.keys().get("vertex").orElseThrow().reveal().length());
      assertEquals("the system's keychain", store.keys().where());
      assertEquals(Optional.empty(), store.keys().forget("openai"));
      assertTrue(chain.keys.isEmpty());
    }
    assertEquals(List.of(), filesWith(KEY.reveal()));
  }

  /** Refuses what is long, as Windows does. */
  private static final class FakeKeychain implements Keychain {
    private final Map<String, Secret> keys = new HashMap<>();

    @Override
    public boolean isPresent() {
      return true;
    }

    @Override
    public Optional<Secret> get(String name) {
      return Optional.ofNullable(keys.get(name));
    }

    @Override
    public boolean put(String name, Secret key) {
      boolean fits = key.reveal().length() < 2500;
      if (fits) {
        keys.put(name, key);
      }
      return fits;
    }

    @Override
    public boolean forget(String name) {
      keys.remove(name);
      return true;
    }
  }
}
