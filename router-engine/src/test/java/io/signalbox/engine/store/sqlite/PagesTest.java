package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However pages are read, they hold the same requests. */
final class PagesTest {
  private static final int ROWS = 4000;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private static Path home;
  private static Store store;
  private static Handle handle;
  private static List<TrafficRow> all = List.of();
  private static final Random RANDOM = new Random(20);

  /** Written in the order of time but for a third, and now and then many at one time. */
  @BeforeAll
  static void fill() {
    store = Stores.open(home);
    for (int i = 0; i < ROWS; i++) {
      long seconds = RANDOM.nextInt(3) == 0 ? RANDOM.nextInt(ROWS) : i - i % 5;
      var at = TraceSample.NOON.minus(DAY).plusSeconds(seconds);
      store.ledger().record(sample(i).at(at).trace());
    }
    assertTrue(store.ledger().flush());
    handle = Jdbi.open("jdbc:sqlite:" + home.resolve("traces.db"));
    all = store.ledger().page(TrafficFilter.ALL, TrafficFilter.Position.TOP, ROWS);
  }

  private static TraceSample sample(int number) {
    return TraceSample.of("page-" + number)
        .by(RANDOM.nextInt(50) == 0 ? "seldom" : "often")
        .with(RANDOM.nextBoolean() ? "fast" : "large")
        .costing("0.00" + RANDOM.nextInt(100, 1000));
  }

  @AfterAll
  static void close() {
    handle.close();
    store.close();
  }

  private static <T> List<T> list(TraceSql.Query query, RowMapper<T> mapper) {
    return handle.createQuery(query.text()).bindMap(query.values()).map(mapper).list();
  }

  private static TrafficFilter filter(Money above, Optional<String> app, Duration span) {
    return new TrafficFilter(
            Optional.empty(),
            Optional.empty(),
            app,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .above(above)
        .since(TraceSample.NOON.minus(DAY).plus(span));
  }

  private static List<TrafficRow> wanted(TrafficFilter filter) {
    return all.stream()
        .filter(row -> row.usd().orElse(Money.ZERO).compareTo(filter.usdAbove().get()) > 0)
        .filter(row -> filter.app().isEmpty() || filter.app().get().equals(row.app()))
        .filter(row -> !row.at().isBefore(filter.since().get()))
        .toList();
  }

  private static List<TrafficRow> paged(Pages pages, TrafficFilter filter, int limit) {
    var rows = new ArrayList<TrafficRow>();
    var page = pages.page(filter, TrafficFilter.Position.TOP, limit);
    while (page.size() == limit) {
      rows.addAll(page);
      page = pages.page(filter, page.getLast().spot(), limit);
    }
    rows.addAll(page);
    return rows;
  }

  private static List<TrafficRow> byKind(TrafficFilter filter) {
    var numbers =
        list(
            PageSql.byKind(filter, TrafficFilter.Position.TOP, ROWS),
            (row, context) -> row.getLong("number"));
    return all.stream().filter(row -> numbers.contains(row.number())).toList();
  }

  @Test
  void expensiveRequestsAreTheSameByBlockAndByKind() {
    var pages = new Pages(PagesTest::list);
    for (int i = 0; i < 40; i++) {
      var above = Money.of("0.00" + RANDOM.nextInt(100, 1000));
      var app = Optional.of("seldom").filter(each -> RANDOM.nextInt(3) == 0);
      var filter = filter(above, app, Duration.ofSeconds(RANDOM.nextInt(ROWS)));
      int limit = 50 + RANDOM.nextInt(200);
      assertEquals(wanted(filter), paged(pages, filter, limit), filter + ", " + limit);
      assertEquals(wanted(filter), byKind(filter), filter.toString());
    }
  }

  /** Written at their end, listed by their beginning: the times of stretches overlap. */
  @Test
  void requestsThatRanSideBySideAreOnPagesOnce(@TempDir Path busy) {
    try (var filled = Stores.open(busy)) {
      for (int i = 0; i < 20_000; i++) {
        var at = TraceSample.NOON.plusMillis(100L * i - RANDOM.nextInt(60_000));
        boolean dear = i >= 2_000 && i < 6_000;
        var trace = sample(i).by("often").with("fast").costing(dear ? "0.009" : "0.002").at(at);
        filled.ledger().record(trace.trace());
        if (i % 5_000 == 0) {
          assertTrue(filled.ledger().flush());
        }
      }
      assertTrue(filled.ledger().flush());
      var filter = TrafficFilter.ALL.above(Money.of("0.005"));
      var found = new ArrayList<TrafficRow>();
      var page = filled.ledger().page(filter, TrafficFilter.Position.TOP, 100);
      while (page.size() == 100) {
        found.addAll(page);
        page = filled.ledger().page(filter, page.getLast().spot(), 100);
      }
      found.addAll(page);
      assertEquals(4_000, found.size());
      assertEquals(4_000, found.stream().map(TrafficRow::number).distinct().count());
      assertEquals(
          found, found.stream().sorted(Comparator.comparing(TrafficRow::at).reversed()).toList());
    }
  }

  @Test
  void expensiveRequestsAreReadByTheirBlocksAlone() {
    var filter = filter(Money.of("0.009"), Optional.of("often"), Duration.ZERO);
    var query =
        PageSql.within(
            filter, TrafficFilter.Position.TOP, List.of(new TraceBlock(3, 0, 0, 0, 9)), 100);
    String plan =
        handle
            .createQuery("explain query plan " + query.text())
            .bindMap(query.values())
            .map((row, context) -> row.getString("detail"))
            .list()
            .stream()
            .collect(Collectors.joining("\n"));
    assertTrue(plan.contains("INDEX trace_kind (kind=? AND at>? AND at<?)"), plan);
    assertFalse(plan.contains("SCAN trace"), plan);
    assertFalse(plan.contains("SCAN x"), plan);
  }

  @Test
  void blocksKnowTheirHighestCost() {
    long dearest = handle.createQuery("select max(pico) from stretch").mapTo(Long.class).one();
    assertEquals(
        all.stream().map(row -> Picodollars.of(row.usd().orElseThrow())).max(Long::compare),
        Optional.of(dearest));
    assertEquals(
        handle.createQuery("select sum((requests + 63) / 64) from kind").mapTo(Integer.class).one(),
        handle.createQuery("select count(*) from stretch").mapTo(Integer.class).one());
  }
}
