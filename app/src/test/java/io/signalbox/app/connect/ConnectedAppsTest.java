package io.signalbox.app.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The apps that have a key, out of a real store.
final class ConnectedAppsTest {
  @TempDir private Path home;
  private final Notices notices = new Notices();
  private final AtomicBoolean broken = new AtomicBoolean();
  private Instant now = Instant.now();
  private Engine engine;
  private ConnectedApps apps;

  @BeforeEach
  void open() {
    engine = RealDesk.installation(home, 0).engine();
    engine.store().apps().add("chat");
    apps = new ConnectedApps(this::store, Background.direct(), notices, () -> now);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Store store() {
    if (broken.get()) {
      throw new StoreException("the disk is gone", new IllegalStateException());
    }
    return engine.store();
  }

  private void record() {
    var draft = RequestDraft.of("Hello", Map.of());
    var client = new Client("chat", "", Map.of(), Map.of());
    Ledger ledger = engine.store().ledger();
    ledger.record(engine.estimate(RealDesk.document().graph(), draft.request(), client));
    assertTrue(ledger.flush());
  }

  private long requests() {
    apps.refresh();
    return apps.named("chat").orElseThrow().requests();
  }

  @Test
  void spendOfTheMonthIsReadOnceAMinute() {
    assertEquals(0, requests());
    record();
    now = now.plus(Duration.ofSeconds(30));
    assertEquals(0, requests(), "it is not added up with each look");
    now = now.plus(Duration.ofSeconds(31));
    assertEquals(1, requests());
  }

  @Test
  void newAppIsThereAtOnce() {
    assertEquals(0, requests());
    engine.store().apps().add("nightly");
    apps.refresh();
    assertEquals(2, apps.appsProperty().get().size());
  }

  @Test
  void troubleIsToldOnceAndAgainAfterItWentWell() {
    broken.set(true);
    apps.refresh();
    Notice told = notices.noticeProperty().get().orElseThrow();
    assertEquals("The apps' keys cannot be read: the disk is gone.", told.words());
    notices.noticeProperty().set(Optional.empty());
    apps.refresh();
    assertEquals(Optional.empty(), notices.noticeProperty().get());
    broken.set(false);
    apps.refresh();
    broken.set(true);
    apps.refresh();
    assertTrue(notices.noticeProperty().get().isPresent());
  }
}
