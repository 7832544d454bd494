package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Client;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppKeysTest {
  @TempDir private Path home;
  private Store store;
  private AppKeys apps;

  @BeforeEach
  void open() {
    store = Stores.open(home, Stores.at(() -> NOON));
    apps = store.apps();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Secret added(String name) {
    return assertInstanceOf(AppKeys.Added.Fresh.class, apps.add(name)).key();
  }

  @Test
  void knowsAnAppByItsKey() {
    var editor = added("Code editor");
    var chat = added("chat");
    assertTrue(editor.reveal().matches("sb-[A-Za-z0-9_-]{43}"));
    assertEquals(Optional.of("Code editor"), apps.appOf(editor));
    assertEquals(Optional.of("chat"), apps.appOf(chat));
    assertEquals(Optional.empty(), apps.appOf(Secret.of("sb-nonsense")));
    assertEquals(Optional.empty(), apps.appOf(Secret.of("")));
  }

  @Test
  void knowsWhenKeyWasUsed() {
    var key = added("chat");
    assertEquals(
        List.of(new AppKeys.App("chat", ending(key), NOON, Optional.empty(), Optional.empty())),
        apps.list());
    apps.appOf(key);
    assertEquals(
        List.of(new AppKeys.App("chat", ending(key), NOON, Optional.of(NOON), Optional.of(NOON))),
        apps.list());
  }

  private static String ending(Secret key) {
    return key.reveal().substring(key.reveal().length() - 4);
  }

  /// Of such a key four characters may be much.
  @Test
  void nothingIsKeptOfGivenKey() {
    apps.addGiven("chat", Secret.of("a key that the app already has"));
    assertEquals("", apps.list().getFirst().ending());
  }

  @Test
  void newKeyTakesThePlaceOfTheOldOne() {
    var old = added("chat");
    apps.appOf(old);
    var fresh = assertInstanceOf(AppKeys.Added.Fresh.class, apps.renew("chat")).key();
    assertEquals(Optional.empty(), apps.appOf(old));
    assertEquals(
        List.of(new AppKeys.App("chat", ending(fresh), NOON, Optional.empty(), Optional.empty())),
        apps.list());
    assertEquals(Optional.of("chat"), apps.appOf(fresh));
  }

  @Test
  void keyThatIsTakenAwayOpensNothing() {
    var key = added("chat");
    assertTrue(apps.revoke("chat"));
    assertFalse(apps.revoke("chat"));
    assertEquals(Optional.empty(), apps.appOf(key));
  }

  @Test
  void takesGivenKey() {
    var key = Secret.of("a key that the app already has");
    assertEquals(Optional.empty(), apps.addGiven("chat", key));
    assertEquals(Optional.of("chat"), apps.appOf(key));
  }

  @Test
  void oldKeyStaysWhenTheNewOneIsRefused() {
    var chat = added("chat");
    var editor = added("editor");
    assertTrue(apps.replace("chat", Secret.of("short")).isPresent());
    assertTrue(apps.replace("chat", editor).isPresent());
    assertEquals(Optional.of("chat"), apps.appOf(chat));
    var other = Secret.of("another-key-that-is-long-enough");
    assertEquals(Optional.empty(), apps.replace("chat", other));
    assertEquals(Optional.of("chat"), apps.appOf(other));
    assertEquals(Optional.empty(), apps.appOf(chat));
  }

  @Test
  void refusesDuplicateAndInvalidNames() {
    added("chat");
    assertInstanceOf(AppKeys.Added.Refused.class, apps.add("chat"));
    assertInstanceOf(AppKeys.Added.Refused.class, apps.add(""));
    assertInstanceOf(AppKeys.Added.Refused.class, apps.add(Client.WORKBENCH));
    assertInstanceOf(AppKeys.Added.Refused.class, apps.add("a\nb"));
    assertEquals("app.key", apps.addGiven("x", Secret.of("short")).orElseThrow().code().id());
  }

  /// As it could before Signalbox recorded requests of its own.
  @Test
  void appCanHaveTheNameOfTheWindow() {
    var key = added("workbench");
    assertEquals(Optional.of("workbench"), apps.appOf(key));
  }

  @Test
  void changesOfOtherProcessesAreSeen() {
    try (var other = Stores.open(home)) {
      var key = assertInstanceOf(AppKeys.Added.Fresh.class, other.apps().add("chat")).key();
      assertEquals(Optional.of("chat"), apps.appOf(key));
      other.apps().revoke("chat");
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (System.nanoTime() < end && apps.appOf(key).isPresent()) {
        Thread.onSpinWait();
      }
      assertEquals(Optional.empty(), apps.appOf(key));
    }
  }

  @Test
  void survivesRestart() {
    var key = added("chat");
    store.close();
    open();
    assertEquals(Optional.of("chat"), apps.appOf(key));
  }
}
