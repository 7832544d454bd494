package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.store.database.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which servers were confirmed for which key.
final class KeyBindingsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";

  @TempDir private Path home;

  @Test
  void confirmationSurvivesRestartAndIsListed() {
    try (var store = Stores.open(home, Stores.at(() -> NOON))) {
      store.bindings().allow("work", A);
      store.bindings().allow("work", A);
    }
    try (var store = Stores.open(home)) {
      assertTrue(store.bindings().has("work", A));
      assertFalse(store.bindings().has("work", B));
      assertFalse(store.bindings().has("home", A));
      assertEquals(List.of(new KeyBindings.Binding("work", A, NOON)), store.bindings().list());
    }
  }

  @Test
  void whatAnotherProcessConfirmsCountsAtOnceAndWhatItTakesBackSoon() {
    try (var store = Stores.open(home);
        var other = Stores.open(home)) {
      assertFalse(store.bindings().has("work", A));
      other.bindings().allow("work", A);
      assertTrue(store.bindings().has("work", A));
      assertTrue(other.bindings().deny("work", A));
      while (store.bindings().has("work", A)) {
        Thread.onSpinWait();
      }
      assertEquals(List.of(), store.bindings().list());
      assertFalse(store.bindings().deny("work", A));
    }
  }

  @Test
  void keyThatIsSetAnewKeepsItsServersAndOneThatIsForgottenLosesThem() {
    try (var store = Stores.open(home)) {
      store.keys().put("work", Secret.of("one"));
      store.bindings().allow("work", A);
      store.bindings().allow("work", B);
      store.bindings().allow("home", A);
      store.keys().put("work", Secret.of("two"));
      assertTrue(store.bindings().has("work", A));
      assertTrue(store.forgetKey("work").isEmpty());
      assertFalse(store.bindings().has("work", A));
      assertFalse(store.bindings().has("work", B));
      assertTrue(store.bindings().has("home", A));
      assertEquals(List.of(), store.keys().names());
    }
  }

  @Test
  void homeOfTheVersionBeforeKeepsItsAppsAndHasConfirmedNothing() {
    try (var handle = Jdbi.open("jdbc:sqlite:" + home.resolve("apps.db"))) {
      Schema.APPS.steps().getFirst().forEach(handle::execute);
      handle.execute("insert into app (name, hash, created) values ('editor', x'00', 1)");
      handle.execute("pragma user_version = 1");
    }
    try (var store = Stores.open(home)) {
      assertEquals(List.of("editor"), store.apps().list().stream().map(AppKeys.App::name).toList());
      assertEquals(List.of(), store.bindings().list());
    }
  }
}
