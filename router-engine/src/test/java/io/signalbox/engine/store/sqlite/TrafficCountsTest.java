package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What charts of traffic count. */
final class TrafficCountsTest {
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

  private TrafficInterval recorded(Trace... traces) {
    List.of(traces).forEach(ledger::record);
    assertTrue(ledger.flush());
    return ledger
        .pulses(TrafficInterval.Grain.HOUR, NOON, NOON.plus(Duration.ofHours(1)))
        .getFirst();
  }

  @Test
  void copyCostsMoneyButIsNoRequest() {
    Trace own = TraceSample.of("r1").trace();
    TrafficInterval pulse = recorded(own, copy(TraceSample.of("r2").trace()));
    assertEquals(1, pulse.requests());
    assertEquals(0, pulse.failed());
    assertEquals(Money.of("0.025"), pulse.usd());
    assertEquals(1, ledger.requestsInMinuteTo(NOON.plusSeconds(59)));
    assertEquals(1, pulse.waits().values().stream().mapToLong(Long::longValue).sum());
    var spend =
        ledger.spend(Ledger.SpendBy.MODEL, NOON, NOON.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    assertEquals(1, spend.getFirst().requests());
    assertEquals(2, spend.getFirst().calls());
  }

  @Test
  void copyThatFailsIsNoFailureOfClients() {
    TrafficInterval pulse =
        recorded(TraceSample.of("r1").trace(), copy(TraceSample.of("r2").ending(502).trace()));
    assertEquals(List.of(1L, 0L), List.of(pulse.requests(), pulse.failed()));
  }

  @Test
  void streamThatBreaksIsFailure() {
    TrafficInterval pulse =
        recorded(TraceSample.of("r1").trace(), broken(TraceSample.of("r2").trace()));
    assertEquals(List.of(2L, 1L), List.of(pulse.requests(), pulse.failed()));
  }

  private static Trace copy(Trace trace) {
    return changed(trace, trace.attempts(), "r0");
  }

  /** Its head had been sent with status 200. */
  private static Trace broken(Trace trace) {
    Attempt call = trace.attempts().getFirst();
    var cut =
        new Attempt(
            call.model(),
            call.provider(),
            call.providerModel(),
            call.key(),
            new Outcome.Failed(FailureClass.INTERRUPTED),
            200,
            call.millis(),
            call.firstTokenMillis(),
            call.usage(),
            call.cost(),
            "it broke",
            false);
    return changed(trace, List.of(cut), "");
  }

  private static Trace changed(Trace trace, List<Attempt> attempts, String copyOf) {
    return new Trace(
        trace.id(),
        trace.at(),
        trace.graph(),
        trace.asked(),
        trace.steps(),
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
}
