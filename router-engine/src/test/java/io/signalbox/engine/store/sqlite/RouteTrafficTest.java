package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.RouteTraffic;
import io.signalbox.engine.store.RouteTraffic.GraphPart;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What figures on a picture of a graph count. */
final class RouteTrafficTest {
  private static final GraphPart WHOLE = new GraphPart.Whole();
  private static final GraphPart LONG = new GraphPart.Exit("triage", "long", "pool");
  private static final GraphPart FIRST = new GraphPart.Exit("pool", "fast", "fast");
  private static final GraphPart SECOND = new GraphPart.Exit("pool", "2nd", "spare");

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

  private void record(Trace... traces) {
    List.of(traces).forEach(ledger::record);
    assertTrue(ledger.flush());
  }

  private List<RouteTraffic> hour() {
    return ledger.routes("main", NOON, NOON.plus(Duration.ofHours(1)));
  }

  private static long sum(
      List<RouteTraffic> rows, GraphPart over, ToLongFunction<RouteTraffic> what) {
    return rows.stream().filter(row -> row.over().equals(over)).mapToLong(what).sum();
  }

  private List<Long> counts(GraphPart over) {
    List<RouteTraffic> rows = hour();
    return List.of(
        sum(rows, over, RouteTraffic::requests),
        sum(rows, over, RouteTraffic::failed),
        sum(rows, over, RouteTraffic::onward));
  }

  private static Trace failedOver(String id) {
    Trace whole = TraceSample.of(id).trace();
    Attempt failed = TraceSample.of(id).ending(503).trace().attempts().getFirst();
    Attempt saved = TraceSample.of(id).with("spare").trace().attempts().getFirst();
    var steps = new ArrayList<>(whole.steps());
    steps.add(new Step("pool", "2nd", "spare", "fast overloaded", Map.of(), List.of(), 0));
    return changed(whole, steps, List.of(failed, saved), "");
  }

  private static Trace changed(
      Trace trace, List<Step> steps, List<Attempt> attempts, String copyOf) {
    return new Trace(
        copyOf.isEmpty() ? trace.id() : copyOf + "~shadow",
        trace.at(),
        trace.graph(),
        trace.asked(),
        steps,
        attempts,
        trace.consulted(),
        copyOf,
        trace.estimate(),
        trace.status(),
        trace.millis(),
        trace.firstTokenMillis(),
        trace.losses(),
        trace.error());
  }

  @Test
  void eachExitAndModelCountsItsRequests() {
    record(TraceSample.of("r1").trace(), TraceSample.of("r2").trace());
    for (GraphPart part : List.of(WHOLE, LONG, FIRST, new GraphPart.Model("fast"))) {
      assertEquals(List.of(2L, 0L, 0L), counts(part), part.toString());
    }
    assertEquals(4, hour().size());
  }

  @Test
  void requestThatFailsOverIsSeenOnceByItsNode() {
    record(TraceSample.of("r1").trace(), failedOver("r2"));
    assertEquals(List.of(2L, 1L, 1L), counts(FIRST), "one of two failed and went onward");
    assertEquals(List.of(1L, 0L, 0L), counts(SECOND));
    assertEquals(List.of(2L, 0L, 0L), counts(LONG), "both were answered");
    assertEquals(List.of(2L, 1L, 0L), counts(new GraphPart.Model("fast")));
    assertEquals(List.of(1L, 0L, 0L), counts(new GraphPart.Model("spare")));
  }

  @Test
  void requestThatIsNotAnsweredFailsOnItsWholeRoute() {
    record(TraceSample.of("r1").ending(502).trace());
    for (GraphPart part : List.of(WHOLE, LONG, FIRST, new GraphPart.Model("fast"))) {
      assertEquals(List.of(1L, 1L, 0L), counts(part), part.toString());
    }
  }

  @Test
  void rejectionByTheGraphIsNoFailureOfItsExits() {
    Trace whole = TraceSample.of("r1").ending(429).trace();
    record(changed(whole, whole.steps(), List.of(), ""));
    assertEquals(List.of(1L, 0L, 0L), counts(LONG));
    assertEquals(List.of(1L, 1L, 0L), counts(WHOLE));
  }

  @Test
  void copyCountsFromItsMirrorOn() {
    Trace whole = TraceSample.of("r1").trace();
    var steps = new ArrayList<>(whole.steps());
    steps.add(new Step("shadow", "copies", "fast", "a copy", Map.of(), List.of(), 0));
    record(whole, changed(whole, steps, whole.attempts(), "r1"));
    assertEquals(List.of(1L, 0L, 0L), counts(WHOLE));
    assertEquals(List.of(1L, 0L, 0L), counts(LONG));
    assertEquals(List.of(1L, 0L, 0L), counts(new GraphPart.Exit("shadow", "copies", "fast")));
    assertEquals(List.of(2L, 0L, 0L), counts(new GraphPart.Model("fast")));
  }

  @Test
  void appsStandApart() {
    record(
        TraceSample.of("r1").trace(),
        TraceSample.of("r2").by("nightly").trace(),
        TraceSample.of("r3").by(Client.WORKBENCH).trace());
    Map<String, Long> apps = new HashMap<>();
    hour().stream()
        .filter(row -> row.over().equals(LONG))
        .forEach(row -> apps.put(row.app(), row.requests()));
    assertEquals(Map.of("editor", 1L, "nightly", 1L, Client.WORKBENCH, 1L), apps);
  }

  @Test
  void onlyMinutesOfTheSpanCount() {
    for (int minute : List.of(-1, 0, 59, 60)) {
      record(
          TraceSample.of("r" + minute).at(NOON.plus(Duration.ofMinutes(minute))).trace(),
          TraceSample.of("o" + minute)
              .in("other")
              .at(NOON.plus(Duration.ofMinutes(minute)))
              .trace());
    }
    assertEquals(2, sum(hour(), WHOLE, RouteTraffic::requests));
    Instant half = NOON.plusSeconds(30);
    assertEquals(
        1, sum(ledger.routes("main", half, half.plusSeconds(1)), WHOLE, RouteTraffic::requests));
  }

  @Test
  void moneyAndWaitsAreExact() {
    record(
        TraceSample.of("r1").trace(),
        TraceSample.of("r2").costing("0.0000003").trace(),
        TraceSample.of("r3").costing("").trace());
    RouteTraffic model =
        hour().stream()
            .filter(row -> row.over().equals(new GraphPart.Model("fast")))
            .findFirst()
            .get();
    assertEquals(Money.of("0.0125003"), model.usd());
    assertEquals(3, model.waits().values().stream().mapToLong(Long::longValue).sum());
    RouteTraffic exit = hour().stream().filter(row -> row.over().equals(LONG)).findFirst().get();
    assertEquals(Money.of("0.0125003"), exit.usd());
    assertEquals(Map.of(), exit.waits());
  }

  @Test
  void countsOutliveRestart() {
    record(TraceSample.of("r1").trace());
    store.close();
    open();
    record(TraceSample.of("r2").trace());
    assertEquals(List.of(2L, 0L, 0L), counts(LONG));
  }

  /** Sums of any traffic are what adding up its traces gives. */
  @Test
  void sumsAreThoseOfTheTraces() {
    var random = new Random(14);
    var expected = new HashMap<GraphPart, Long>();
    for (int i = 0; i < 2_000; i++) {
      Instant at = NOON.plusSeconds(random.nextInt(3_600));
      Trace trace =
          random.nextInt(5) == 0
              ? failedOver("r" + i)
              : TraceSample.of("r" + i).with("m" + random.nextInt(9)).at(at).trace();
      trace
          .steps()
          .forEach(step ->
              expected.merge(
                  new GraphPart.Exit(step.node(), step.exit(), step.to()), 1L, Long::sum));
      trace
          .calls()
          .forEach(call -> expected.merge(new GraphPart.Model(call.model()), 1L, Long::sum));
      ledger.record(trace);
    }
    assertTrue(ledger.flush());
    List<RouteTraffic> rows = hour();
    expected.put(WHOLE, 2_000L);
    expected.forEach((part, count) ->
        assertEquals(count, sum(rows, part, RouteTraffic::requests), part.toString()));
    assertEquals(expected.size(), rows.size());
  }

  @Test
  void readingLooksAtTheMinutesAlone() {
    record(TraceSample.of("r1").trace());
    try (Handle handle = Jdbi.open("jdbc:sqlite:" + home.resolve("traces.db"))) {
      String plan =
          String.join(
              "\n",
              handle
                  .createQuery("explain query plan " + RouteTable.READ.replace("?", "1"))
                  .map((row, context) -> row.getString("detail"))
                  .list());
      assertTrue(plan.contains("SEARCH flow USING PRIMARY KEY (minute>? AND minute<?)"), plan);
      assertFalse(plan.contains("SCAN"), plan);
    }
  }

  @Test
  void failedCallHasNoWait() {
    record(TraceSample.of("r1").ending(502).trace());
    assertEquals(0, hour().stream().mapToInt(row -> row.waits().size()).sum());
  }

  @Test
  void cancelledCallIsNoFailure() {
    Trace whole = TraceSample.of("r1").ending(499).trace();
    Attempt call = whole.attempts().getFirst();
    var cancelled =
        new Attempt(
            call.model(),
            call.provider(),
            call.providerModel(),
            call.key(),
            new Outcome.Cancelled(),
            call.status(),
            call.millis(),
            call.firstTokenMillis(),
            call.usage(),
            call.cost(),
            call.message(),
            false);
    record(changed(whole, whole.steps(), List.of(cancelled), ""));
    assertEquals(List.of(1L, 0L, 0L), counts(new GraphPart.Model("fast")));
  }
}
