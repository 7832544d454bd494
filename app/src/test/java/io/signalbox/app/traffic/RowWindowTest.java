package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.RealEngine;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list's rows over a real ledger.
final class RowWindowTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @TempDir private Path home;
  private RealEngine engine;
  private Ledger ledger;
  private RowWindow rows;

  @BeforeEach
  void open() {
    engine = RealEngine.at(home);
    ledger = engine.store().ledger();
    rows = new RowWindow(() -> ledger, Background.direct());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void record(int from, int to) {
    for (int i = from; i < to; i++) {
      ledger.record(trace("req_" + i, NOON.plusMillis(i)));
    }
    assertTrue(ledger.flush());
  }

  private static Trace trace(String id, Instant at) {
    Trace known = Desk.trace("Why is this SQL slow?");
    return new Trace(
        id,
        at,
        known.graph(),
        new Trace.Asked("editor", "", "", "", false),
        known.steps(),
        List.of(),
        List.of(),
        "",
        known.estimate(),
        200,
        5,
        OptionalLong.empty(),
        List.of(),
        "");
  }

  private List<String> ids() {
    return rows.list().stream().map(row -> row.id()).toList();
  }

  @Test
  void listsFromMomentBackUntilTheNewestIsAskedFor() {
    record(0, 5);
    rows.show(TrafficFilter.ALL, Optional.of(NOON.plusMillis(3)));
    assertEquals(List.of("req_2", "req_1", "req_0"), ids());
    record(5, 6);
    rows.look();
    rows.follow(true);
    assertEquals(List.of("req_2", "req_1", "req_0"), ids(), "it stays where it was asked to go");
    assertEquals(1, rows.waitingProperty().get());
    rows.reload();
    assertEquals("req_5", ids().getFirst());
  }

  @Test
  void newRowsArePrepended() {
    record(0, 2);
    rows.reload();
    record(2, 4);
    rows.look();
    assertEquals(List.of("req_3", "req_2", "req_1", "req_0"), ids());
  }

  @Test
  void newRowsAreOnlyCountedWhileScrolled() {
    record(0, 300);
    rows.reload();
    rows.follow(false);
    record(300, 337);
    rows.look();
    assertEquals(37, rows.waitingProperty().get());
    assertEquals(RowWindow.PAGE, rows.list().size());
    rows.follow(true);
    assertEquals("req_336", rows.list().getFirst().id());
    assertEquals(0, rows.waitingProperty().get());
  }

  @Test
  void loadsPagesInOrder() {
    record(0, 450);
    rows.reload();
    rows.more(gone -> {});
    rows.more(gone -> {});
    rows.more(gone -> {});
    assertEquals(450, rows.list().size());
    assertEquals("req_0", rows.list().getLast().id());
  }

  @Test
  void keepsBoundedNumberOfRows() {
    rows.reload();
    for (int second = 0; second < 10; second++) {
      record(second * 500, second * 500 + 500);
      rows.look();
      assertTrue(rows.list().size() <= RowWindow.MOST);
    }
    assertEquals("req_4999", rows.list().getFirst().id());
    for (int page = 0; page < 30; page++) {
      rows.more(gone -> {});
      assertTrue(rows.list().size() <= RowWindow.MOST);
    }
    assertEquals("req_0", rows.list().getLast().id());
  }

  @Test
  void searchFiltersRows() {
    record(0, 3);
    rows.show(TrafficFilter.ALL.with("nowhere"), Optional.empty());
    assertEquals(List.of(), ids());
    rows.show(TrafficFilter.ALL.with("Editor"), Optional.empty());
    assertEquals(3, rows.list().size());
  }
}
