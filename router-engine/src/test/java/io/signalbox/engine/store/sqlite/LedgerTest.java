package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Ledger.SpendBy;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.Schema;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
  @TempDir private Path home;
  private Store store;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = Stores.open(home);
    ledger = store.ledger();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void record(TraceSample... samples) {
    for (TraceSample each : samples) {
      ledger.record(each.trace());
    }
    assertTrue(ledger.flush());
  }

  private List<String> ids(TrafficFilter filter) {
    return ledger.page(filter, TrafficFilter.Position.TOP, 100).stream()
        .map(TrafficRow::id)
        .toList();
  }

  private static TrafficFilter only(
      Optional<String> app, Optional<String> model, OptionalInt status, Optional<String> path) {
    return new TrafficFilter(
        Optional.empty(),
        Optional.empty(),
        app,
        model,
        Optional.empty(),
        status,
        path,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void keepsTheColumnsOfTrace() {
    record(TraceSample.of("r1"));
    var row = ledger.page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 10).getFirst();
    assertEquals("r1", row.id());
    assertEquals(NOON, row.at());
    assertEquals("triage pool", row.path());
    assertEquals("fast", row.model());
    assertEquals("of-fast", row.provider());
    assertEquals(1200, row.promptTokens());
    assertEquals(230, row.firstTokenMillis().getAsLong());
    assertEquals(Optional.of(Money.of("0.0125")), row.usd());
  }

  /// They are listed and billed, but are no traffic of apps.
  @Test
  void ownRequestsAreNotCountedAsTraffic() {
    record(TraceSample.of("app"));
    record(TraceSample.of("own").by(Client.WORKBENCH));
    assertEquals(List.of("app"), ids(TrafficFilter.ALL.except(Client.WORKBENCH)));
    assertEquals(List.of("own"), ids(TrafficFilter.ALL.of(Client.WORKBENCH)));
    assertEquals(1, ledger.requestsInMinuteTo(NOON));
    var pulses =
        ledger.pulses(TrafficInterval.Grain.HOUR, NOON.minusSeconds(1), NOON.plusSeconds(1));
    assertEquals(1, pulses.stream().mapToLong(TrafficInterval::requests).sum());
    assertEquals(
        List.of(Client.WORKBENCH, "editor"),
        ledger.spend(Ledger.SpendBy.APP, NOON, NOON.plusSeconds(1), ZoneOffset.UTC).stream()
            .map(SpendRow::of)
            .sorted()
            .toList());
  }

  @Test
  void requestsOfAnAppWithTheNameOfTheWindowCount() {
    record(TraceSample.of("app").by("workbench"));
    assertEquals(List.of("app"), ids(TrafficFilter.ALL.except(Client.WORKBENCH)));
    assertEquals(1, ledger.requestsInMinuteTo(NOON));
  }

  @Test
  void keepsTheWholeTrace() {
    var trace = TraceSample.of("r1").trace();
    ledger.record(trace);
    assertTrue(ledger.flush());
    var kept = ledger.trace("r1").orElseThrow();
    assertEquals(TraceCodec.read(TraceCodec.json(trace)), kept);
    assertEquals(trace.attempts(), kept.attempts());
    assertTrue(ledger.trace("r2").isEmpty());
  }

  /// Whether a call was made is recorded, however soon it failed.
  @Test
  void callThatFailedAtOnceIsReadBackAsCall() {
    var trace = TraceSample.of("r1").ending(502).trace();
    var first = trace.attempts().getFirst();
    var atOnce =
        new Attempt(
            first.model(),
            first.provider(),
            first.providerModel(),
            first.key(),
            new Outcome.Failed(FailureClass.UNREACHABLE),
            0,
            0,
            OptionalLong.empty(),
            Optional.empty(),
            Cost.NONE,
            "connection refused",
            false);
    ledger.record(
        new Trace(
            "r1",
            NOON,
            "main",
            trace.asked(),
            trace.steps(),
            List.of(atOnce),
            List.of(),
            "",
            Optional.empty(),
            502,
            0,
            OptionalLong.empty(),
            List.of(),
            "connection refused"));
    assertTrue(ledger.flush());
    assertEquals(List.of(atOnce), ledger.trace("r1").orElseThrow().calls());
    assertEquals(
        1, ledger.page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 10).getFirst().attempts());
  }

  /// The workbench asks each second: whatever the traffic, it reads no row.
  @Test
  void requestsOfLastMinuteAreCountedWithoutReadingRows() throws Exception {
    for (int i = 0; i < 300; i++) {
      ledger.record(TraceSample.of("r" + i).at(NOON.plusMillis(i * 300L)).trace());
    }
    assertTrue(ledger.flush());
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("traces.db"));
        var statement = other.createStatement()) {
      statement.execute("drop table trace");
    }
    assertEquals(200, ledger.requestsInMinuteTo(NOON.plusSeconds(89)));
    assertEquals(100, ledger.requestsInMinuteTo(NOON.plusSeconds(119)));
    assertEquals(0, ledger.requestsInMinuteTo(NOON.plusSeconds(200)));
  }

  /// Whoever took longer than a minute, and a clock that is put back, break no count.
  @Test
  void requestsOfLastMinuteFollowTheClock() {
    var recent = new RecentRequests();
    recent.add(100_000);
    recent.add(40_999);
    assertEquals(1, recent.minuteTo(100_000));
    recent.add(100_000 - 86_400_000);
    assertEquals(1, recent.minuteTo(100_000 - 86_400_000));
    recent.add(100_500);
    assertEquals(1, recent.minuteTo(159_000));
  }

  @Test
  void filters() {
    record(
        TraceSample.of("a"),
        TraceSample.of("b").by("chat"),
        TraceSample.of("c").with("large"),
        TraceSample.of("d").ending(502),
        TraceSample.of("e").at(NOON.plusSeconds(60)));
    var none = Optional.<String>empty();
    assertEquals(List.of("e", "d", "c", "b", "a"), ids(TrafficFilter.ALL));
    assertEquals(List.of("b"), ids(only(Optional.of("chat"), none, OptionalInt.empty(), none)));
    assertEquals(List.of("c"), ids(only(none, Optional.of("large"), OptionalInt.empty(), none)));
    assertEquals(List.of("d"), ids(only(none, none, OptionalInt.of(5), none)));
    assertEquals(List.of("e", "c", "b", "a"), ids(only(none, none, OptionalInt.of(2), none)));
    assertEquals(List.of("d"), ids(only(none, none, OptionalInt.of(502), none)));
    assertEquals(List.of(), ids(only(none, none, OptionalInt.of(503), none)));
    assertEquals(4, ids(only(none, none, OptionalInt.of(200), none)).size());
    assertEquals(5, ids(only(none, none, OptionalInt.empty(), Optional.of("iage"))).size());
    assertEquals(0, ids(only(none, none, OptionalInt.empty(), Optional.of("%"))).size());
    assertEquals(List.of("e"), ids(TrafficFilter.ALL.since(NOON.plusSeconds(1))));
  }

  @Test
  void pagesShowEachRequestOnce() {
    for (int i = 0; i < 25; i++) {
      record(TraceSample.of("r" + i).at(NOON.plusSeconds(i / 5)));
    }
    List<String> seen = new ArrayList<>();
    var below = TrafficFilter.Position.TOP;
    for (int i = 0; i < 3; i++) {
      var page = ledger.page(TrafficFilter.ALL, below, 10);
      page.forEach(row -> seen.add(row.id()));
      below = page.getLast().spot();
    }
    assertEquals(25, seen.stream().distinct().count());
    assertEquals("r24", seen.getFirst());
    assertEquals("r0", seen.getLast());
  }

  @Test
  void followsWhatComes() {
    record(TraceSample.of("old"));
    long last = ledger.newest();
    record(TraceSample.of("new").by("chat"), TraceSample.of("newer"));
    var rows = ledger.after(last, TrafficFilter.ALL, 10);
    assertEquals(List.of("new", "newer"), rows.stream().map(TrafficRow::id).toList());
    var chat = only(Optional.of("chat"), Optional.empty(), OptionalInt.empty(), Optional.empty());
    assertEquals(1, ledger.after(last, chat, 10).size());
    assertEquals(0, ledger.after(ledger.newest(), TrafficFilter.ALL, 10).size());
  }

  @Test
  void sumsSpend() {
    record(
        TraceSample.of("a").costing("0.1"),
        TraceSample.of("b").costing("0.000000000001").by("chat"),
        TraceSample.of("c").costing("").with("large"),
        TraceSample.of("d").costing("2").at(NOON.plus(Duration.ofDays(1))));
    var to = NOON.plus(Duration.ofDays(2));
    var byApp = ledger.spend(SpendBy.APP, NOON, to, ZoneOffset.UTC);
    assertEquals("editor", byApp.getFirst().of());
    assertEquals(Money.of("2.1"), byApp.getFirst().usd());
    assertEquals(1, byApp.getFirst().unpriced());
    assertEquals(3, byApp.getFirst().requests());
    assertEquals(Money.of("0.000000000001"), byApp.getLast().usd());
    var byDay = ledger.spend(SpendBy.DAY, NOON, to, ZoneId.of("Asia/Kathmandu"));
    assertEquals(List.of("2026-03-14", "2026-03-15"), byDay.stream().map(SpendRow::of).toList());
    assertEquals(Money.of("0.100000000001"), byDay.getFirst().usd());
  }

  @Test
  void simulatedCallsCostNothing() {
    ledger.record(TraceSample.of("a").trace(true));
    assertTrue(ledger.flush());
    assertEquals(Money.ZERO, ledger.spent("main", NOON));
    assertTrue(
        ledger.page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 1).getFirst().simulated());
  }

  @Test
  void runningSpendKnowsWhatIsNotWrittenYet() {
    assertEquals(Money.ZERO, ledger.spent("main", NOON));
    Money due = Money.ZERO;
    for (int i = 0; i < 2000; i++) {
      ledger.record(TraceSample.of("r" + i).costing("0.01").trace());
      due = due.plus(Money.of("0.01"));
      assertEquals(due, ledger.spent("main", NOON));
    }
    assertTrue(ledger.flush());
    assertEquals(due, ledger.spent("main", NOON));
    assertEquals(Money.ZERO, ledger.spent("other", NOON));
    assertEquals(Money.ZERO, ledger.spent("main", NOON.plus(Duration.ofHours(1))));
    assertEquals(0, ledger.lost());
  }

  @Test
  void spendOfOtherProcessesIsSeen() {
    try (var other = Stores.open(home)) {
      assertEquals(Money.ZERO, ledger.spent("main", NOON));
      other.ledger().record(TraceSample.of("r").costing("3").trace());
      assertTrue(other.ledger().flush());
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (System.nanoTime() < end && ledger.spent("main", NOON).equals(Money.ZERO)) {
        Thread.onSpinWait();
      }
      assertEquals(Money.of("3"), ledger.spent("main", NOON));
    }
  }

  @Test
  void survivesRestart() {
    record(TraceSample.of("r1").costing("0.5"));
    store.close();
    open();
    assertEquals(List.of("r1"), ids(TrafficFilter.ALL));
    assertEquals(Money.of("0.5"), ledger.spent("main", NOON));
  }

  @Test
  void closedLedgerHasWrittenAllWithoutBlocking() {
    ledger.record(TraceSample.of("last").trace());
    store.close();
    assertTrue(ledger.flush());
  }

  @Test
  void fileThatCouldNotBeOpenedIsTriedAgain() throws Exception {
    store.close();
    Path file = home.resolve("traces.db");
    var opened =
        assertInstanceOf(
            Database.OpenedFile.Usable.class, Database.open(home, Schema.TRACES, NOON));
    Path gone = Files.createDirectory(home.resolve("gone"));
    Path back = home.resolve("back");
    Files.move(file, gone.resolve("traces.db"));
    Files.createSymbolicLink(file, back.resolve("traces.db"));
    var writer = new LedgerWriter(opened.database(), new RunningSpend(span -> 0), List.of());
    writer.record(TraceEntry.of(TraceSample.of("waits").trace()));
    Files.move(gone, back); // at once: whoever opens it finds nothing, or the right one
    assertTrue(writer.flush());
    writer.close();
    Files.delete(file);
    Files.move(back.resolve("traces.db"), file);
    store = Stores.open(home);
    assertTrue(store.ledger().trace("waits").isPresent());
  }
}
