package io.signalbox.engine.store;

import static io.signalbox.engine.store.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.store.Ledger.SpendBy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  private static String page(TrafficFilter filter) {
    var query = Sql.page(filter, new TrafficFilter.Spot(NOON, 99), 100);
    return plan(query.text(), query.values());
  }

  private static void assertUses(String index, String plan) {
    assertTrue(plan.contains("INDEX " + index + " "), plan);
    assertFalse(plan.contains("SCAN trace"), plan);
    assertFalse(plan.contains("TEMP B-TREE FOR ORDER BY"), plan);
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
        Optional.empty());
  }

  @Test
  void eachFilterHasItsIndex() {
    assertUses("trace_at", page(TrafficFilter.ALL));
    assertUses("trace_at", page(TrafficFilter.ALL.since(NOON.minusSeconds(60))));
    assertUses("trace_graph", page(only("graph", "main")));
    assertUses("trace_app", page(only("app", "chat")));
    assertUses("trace_model", page(only("model", "fast")));
    assertUses("trace_provider", page(only("provider", "of-fast")));
    assertUses("trace_trouble", page(only("status", "5")));
    assertUses("trace_trouble", page(only("status", "503")));
    assertUses("trace_app", page(only("app", "chat").since(NOON.minusSeconds(60))));
  }

  @Test
  void pathDoesNotReadAllRows() {
    var filter = TrafficFilter.ALL;
    var path =
        new TrafficFilter(
            filter.since(),
            filter.graph(),
            filter.app(),
            filter.model(),
            filter.provider(),
            filter.status(),
            Optional.of("triage"));
    assertFalse(page(path).contains("SCAN trace"), page(path));
  }

  @Test
  void followingGoesByNumber() {
    var query = Sql.after(ROWS - 10, only("app", "chat"), 100);
    String plan = plan(query.text(), query.values());
    assertTrue(plan.contains("SEARCH trace USING INTEGER PRIMARY KEY"), plan);
    assertFalse(plan.contains("TEMP B-TREE"), plan);
  }

  @Test
  void sumsGoByTheirKeys() {
    String spent =
        plan(Sql.SPENT.replace("= ?", "= :g").replace(">= ?", ">= :q"), Map.of("g", "", "q", 1));
    assertTrue(spent.contains("SEARCH spend USING PRIMARY KEY (graph=? AND quarter>?)"), spent);
    String view = plan(Sql.VIEW.replace("?", ":id"), Map.of("id", "x"));
    assertTrue(view.contains("INDEX trace_id"), view);
  }

  @Test
  void pagesAndSumsAgree() {
    long seen = 0;
    var below = TrafficFilter.Spot.TOP;
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
