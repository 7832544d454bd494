package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A disk without room refuses reservations, says so once, and loses none. */
@Isolated("it counts what the store logs")
final class FullDiskTest {
  private static final Logger LOG = Logger.getLogger("io.signalbox.store");
  private static final Money ONE = Money.of("1");

  @TempDir private Path home;
  private final List<String> said = new ArrayList<>();
  private final Handler listener = new Listener();

  @BeforeEach
  void listen() {
    LOG.addHandler(listener);
  }

  @AfterEach
  void hangUp() {
    LOG.removeHandler(listener);
  }

  @Test
  void fullDiskRefusesReservationsSaysSoOnceAndLosesNone() {
    var seconds = new AtomicLong(); // a window that is not busy: each request is written
    InstantSource clock = () -> TraceSample.NOON.plusSeconds(seconds.getAndIncrement() / 10);
    try (var store = Stores.open(home, Stores.at(clock))) {
      var budgets = (SqliteBudgets) store.budgets();
      assertTrue(held(budgets, "before"));
      limit(budgets, 1);
      int held = 1;
      while (held < 10_000 && held(budgets, "r" + held)) {
        held++;
      }
      assertTrue(held < 10_000, "the disk never filled");
      int refused = 0;
      for (int i = 0; i < 300; i++) {
        refused += held(budgets, "x" + i) ? 0 : 1;
      }
      assertTrue(refused > 200, "refused " + refused);
      assertEquals(1, said.size(), said.toString());
      assertTrue(said.getFirst().contains("is full"), said.getFirst());
      held += 300 - refused;
      assertEquals(held, budgets.holding(), "what was refused holds nothing");

      limit(budgets, 1_000_000);
      assertTrue(held(budgets, "after"));
      assertEquals(held + 1, budgets.holding());
      assertEquals(2, said.size(), said.toString());
      budgets.settle("before", Money.of("0.5"), 10);
      budgets.tidy();
      assertEquals(0, budgets.owed());
      assertEquals(
          Money.of(held + ".5"),
          budgets.spent(
              "main", "day", "", io.signalbox.engine.catalog.Window.DAY, TraceSample.NOON));
    }
  }

  private static void limit(SqliteBudgets budgets, long pages) {
    int set =
        budgets
            .writes()
            .run(
                "The limit",
                handle ->
                    handle
                        .createQuery("pragma max_page_count = " + pages)
                        .mapTo(Integer.class)
                        .one());
    assertTrue(set > 0);
  }

  private static boolean held(SqliteBudgets budgets, String id) {
    try {
      var cap = BudgetsTest.cap("day", Money.of("1000000"));
      return budgets.hold(id, List.of(cap), WorstCase.of(ONE, 100)).equals(Optional.empty());
    } catch (StoreException e) {
      assertTrue(e.getMessage().contains("is full"), e.toString());
      return false;
    }
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord entry) {
      said.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
