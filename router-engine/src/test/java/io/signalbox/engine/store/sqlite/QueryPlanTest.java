package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Ledger.SpendBy;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.store.TrafficRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists must be quick over millions of rows, so no statement may read them all or sort them. */
final class QueryPlanTest {
  private static final int ROWS = 5000;

  @TempDir private static Path home;
  private static Store store;
  private static Handle handle;

  @BeforeAll
  static void fill() {
    store = Stores.open(home);
    new BigDatabase(ROWS, 1).fill(store.ledger());
    handle = Jdbi.open("jdbc:sqlite:" + home.resolve("traces.db"));
  }

  @AfterAll
  static void close() {
    handle.close();
    store.close();
  }

  private static String plan(String sql, Map<String, ?> values) {
    return handle
        .createQuery("explain query plan " + sql)
        .bindMap(values)
        .map((row, context) -> row.getString("detail"))
        .list()
        .stream()
        .collect(Collectors.joining("\n"));
  }

  private static void assertQuick(TrafficFilter filter) {
    var spot = new TrafficFilter.Position(NOON, 99);
    var byTime = PageSql.byTime(filter, spot, 100);
    var byKind = PageSql.byKind(filter, spot, 100);
    assertUses("trace_at", plan(byTime.text(), byTime.values()));
    assertUses("trace_kind", plan(byKind.text(), byKind.values()));
  }

  private static void assertUses(String index, String plan) {
    assertTrue(plan.contains("INDEX " + index + " "), plan);
    assertFalse(plan.contains("SCAN trace"), plan);
    assertFalse(plan.contains("SCAN x"), plan);
  }

  @Test
  void lengthsOfAnswersAreFoundByKind() {
    assertUses(
        "trace_kind",
        plan(TraceSql.LENGTHS, Map.of("graph", "main", "model", "fast", "limit", 200)));
  }

  @Test
  void feedbackReadsNoTableThrough() {
    for (String sql :
        List.of(
            FeedbackSql.REPLACE,
            FeedbackSql.METRICS,
            FeedbackSql.ADD_TO_BRANCH,
            FeedbackSql.LATEST_OF_CONVERSATION,
            FeedbackSql.LATEST,
            FeedbackSql.SCORES)) {
      String plan = plan(sql.replace("?", "1"), Map.of());
      assertFalse(plan.contains("SCAN"), sql + "\n" + plan);
    }
  }

  private static TrafficFilter only(String column, String value) {
    var given = Optional.of(value);
    return new TrafficFilter(
        Optional.empty(),
        column.equals("graph") ? given : Optional.empty(),
        column.equals("app") ? given : Optional.empty(),
        column.equals("model") ? given : Optional.empty(),
        column.equals("provider") ? given : Optional.empty(),
        column.equals("status") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void noFilterReadsAllRows() {
    assertQuick(TrafficFilter.ALL);
    assertQuick(TrafficFilter.ALL.since(NOON.minusSeconds(60)));
    assertQuick(only("graph", "main"));
    assertQuick(only("app", "chat").with("tri").above(Money.of("0.001")));
    assertQuick(only("status", "503"));
    var id = PageSql.byId(TrafficFilter.ALL.with("big-1000"), TrafficFilter.Position.TOP, 100);
    assertUses("trace_id", plan(id.orElseThrow().text(), id.orElseThrow().values()));
  }

  @Test
  void pagesHoldWhatTheFilterSelects() {
    List<TrafficRow> all = store.ledger().page(TrafficFilter.ALL, TrafficFilter.Position.TOP, ROWS);
    TrafficRow seldom = all.get(3000);
    assertPage(only("app", "chat"), all, row -> row.app().equals("chat"));
    assertPage(only("status", "502"), all, row -> row.status() == 502);
    assertPage(only("status", "404"), all, row -> false);
    assertPage(only("status", "5"), all, row -> row.status() >= 500);
    assertPage(
        only("app", "chat").with("FAST"),
        all,
        row -> row.app().equals("chat") && row.model().equals("fast"));
    assertPage(TrafficFilter.ALL.with("nowhere"), all, row -> false);
    assertPage(TrafficFilter.ALL.with(seldom.id()), all, seldom::equals);
    var usd = Money.of("0.00995");
    assertPage(
        TrafficFilter.ALL.above(usd),
        all,
        row -> row.usd().filter(cost -> cost.compareTo(usd) > 0).isPresent());
  }

  private static void assertPage(
      TrafficFilter filter, List<TrafficRow> all, Predicate<TrafficRow> wanted) {
    List<TrafficRow> expected = all.stream().filter(wanted).toList();
    assertEquals(
        expected.stream().limit(50).toList(),
        store.ledger().page(filter, TrafficFilter.Position.TOP, 50));
    var kinds = PageSql.byKind(filter, TrafficFilter.Position.TOP, ROWS);
    if (filter.text().isEmpty()) {
      assertEquals(
          expected.stream().map(TrafficRow::number).toList(),
          handle
              .createQuery(kinds.text())
              .bindMap(kinds.values())
              .map((row, context) -> row.getLong(1))
              .list());
    }
    assertEquals(
        expected.size(), store.ledger().after(0, filter, ROWS).size(), "followed: " + filter);
  }

  @Test
  void pulsesAddUp() {
    List<TrafficInterval> hours =
        store.ledger().pulses(TrafficInterval.Grain.HOUR, NOON.minus(Duration.ofDays(366)), NOON);
    assertEquals(ROWS, hours.stream().mapToLong(TrafficInterval::requests).sum());
    assertTrue(hours.stream().mapToLong(TrafficInterval::failed).sum() > 0);
    long wait = TrafficInterval.wait(hours, 0.5).orElseThrow();
    assertEquals(230, wait, 20);
    assertEquals(
        ROWS,
        store
            .ledger()
            .pulses(TrafficInterval.Grain.MINUTE, NOON.minus(Duration.ofDays(366)), NOON)
            .stream()
            .mapToLong(TrafficInterval::requests)
            .sum());
    assertEquals(5, store.ledger().facets().apps().size());
  }

  @Test
  void followingGoesByNumber() {
    var query = PageSql.after(ROWS - 10, only("app", "chat"), 100);
    String plan = plan(query.text(), query.values());
    assertTrue(plan.contains("SEARCH trace USING INTEGER PRIMARY KEY"), plan);
    assertFalse(plan.contains("TEMP B-TREE"), plan);
  }

  @Test
  void sumsGoByTheirKeys() {
    String spent =
        plan(
            TraceSql.SPENT.replace("= ?", "= :g").replace(">= ?", ">= :q"),
            Map.of("g", "", "q", 1));
    assertTrue(spent.contains("SEARCH spend USING PRIMARY KEY (graph=? AND quarter>?)"), spent);
    String view = plan(TraceSql.VIEW.replace("?", ":id"), Map.of("id", "x"));
    assertTrue(view.contains("INDEX trace_id"), view);
  }

  @Test
  void pagesAndSumsAgree() {
    long seen = 0;
    var below = TrafficFilter.Position.TOP;
    var page = store.ledger().page(TrafficFilter.ALL, below, 1000);
    while (!page.isEmpty()) {
      seen += page.size();
      page = store.ledger().page(TrafficFilter.ALL, page.getLast().spot(), 1000);
    }
    assertEquals(ROWS, seen);
    var days =
        store.ledger().spend(SpendBy.DAY, NOON.minus(Duration.ofDays(366)), NOON, ZoneOffset.UTC);
    assertEquals(ROWS, days.stream().mapToLong(SpendRow::requests).sum());
  }
}
