package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is settled and reserved never exceeds a cap or a limit, whatever the order of events.
@Timeout(120)
final class BudgetInvariantTest {
  private static final long CAP = 1000; // cents
  private static final long TOKENS = 5000;
  private static final int STEPS = 1500;

  @TempDir private Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  private static Claim both() {
    return new Claim(
        "main",
        "both",
        "",
        Window.DAY,
        NOON,
        Optional.of(cents(CAP)),
        OptionalLong.empty(),
        OptionalLong.of(TOKENS),
        false);
  }

  private static Money cents(long cents) {
    return new Money(java.math.BigDecimal.valueOf(cents, 2));
  }

  private static WindowUsage standing(Store store) {
    return store.budgets().used("main", "both", "", Window.DAY, NOON);
  }

  private record Open(long cents, long tokens, long least) {}

  /// Two stores on one home (as two processes have), one of which is opened anew now and then;
  /// clocks that jump; the same is kept in a simple model beside it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void storeDoesWhatTheModelDoes(long seed) {
    var random = new Random(seed);
    Map<String, Open> open = new HashMap<>();
    long settled = 0;
    long settledTokens = 0;
    try (var one = Stores.open(home, Stores.at(now::get));
        var two = Stores.open(home, Stores.at(now::get))) {
      for (int i = 0; i < STEPS / 6; i++) {
        var store = List.of(one, two).get(i % 2);
        String id = i % 2 + "-" + random.nextInt(20);
        now.set(NOON.plus(Duration.ofMinutes(random.nextInt(-30, 30))));
        switch (random.nextInt(4)) {
          case 0, 1 -> {
            long cents = random.nextLong(CAP / 4);
            long tokens = random.nextLong(TOKENS / 4);
            long least = random.nextBoolean() ? tokens : random.nextLong(tokens + 1);
            var before = Optional.ofNullable(open.get(id));
            long spent = settled + sum(open, Open::cents) - before.map(Open::cents).orElse(0L);
            long used =
                settledTokens + sum(open, Open::tokens) - before.map(Open::tokens).orElse(0L);
            boolean fits = spent + cents <= CAP && used + least <= TOKENS;
            var noRoom =
                store
                    .budgets()
                    .hold(
                        id,
                        List.of(both()),
                        new WorstCase(cents(cents), cents(cents), tokens, least));
            assertEquals(fits, noRoom.isEmpty(), "step " + i);
            if (fits) {
              open.put(id, new Open(cents, Math.min(tokens, TOKENS - used), least));
            }
          }
          case 2 -> {
            var held = open.remove(id);
            long cents = held == null ? 1 : random.nextLong(held.cents() + 1);
            long tokens = held == null ? 1 : random.nextLong(held.tokens() + 1);
            store.budgets().settle(id, cents(cents), tokens);
            settled += held == null ? 0 : cents;
            settledTokens += held == null ? 0 : tokens;
          }
          default -> {
            open.remove(id);
            store.budgets().release(id);
          }
        }
        ((SqliteBudgets) store.budgets()).tidy();
        var standing = standing(store);
        assertEquals(cents(settled + sum(open, Open::cents)), standing.usd(), "step " + i);
        assertEquals(settledTokens + sum(open, Open::tokens), standing.tokens(), "step " + i);
        assertTrue(standing.usd().compareTo(cents(CAP)) <= 0 && standing.tokens() <= TOKENS);
      }
    }
  }

  private static long sum(Map<String, Open> open, java.util.function.ToLongFunction<Open> what) {
    return open.values().stream().mapToLong(what).sum();
  }

  /// Real threads on two stores, all let go at once, while others look.
  @Test
  void spendNeverShowsMoreThanTheCap() throws Exception {
    int threads = 16;
    var barrier = new CyclicBarrier(threads + 2);
    var over = new AtomicBoolean();
    try (var one = Stores.open(home);
        var two = Stores.open(home);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(worker(List.of(one, two).get(i % 2), i, barrier));
      }
      for (var store : List.of(one, two)) {
        all.add(() -> {
          barrier.await();
          long looks = 0;
          do {
            var seen = standing(store);
            assertTrue(seen.usd().compareTo(cents(CAP)) <= 0, seen::toString);
            assertTrue(seen.tokens() <= TOKENS, seen::toString);
            looks++;
          } while (!over.get());
          return -looks;
        });
      }
      var futures = all.stream().map(pool::submit).toList();
      long settled = 0;
      for (var each : futures.subList(0, threads)) {
        settled += each.get();
      }
      over.set(true);
      for (var each : futures.subList(threads, threads + 2)) {
        assertTrue(each.get() < 0);
      }
      assertEquals(
          new WindowUsage(cents(settled), standing(one).requests(), settled), standing(one));
      assertTrue(settled > CAP / 2, "little was let in: " + settled);
    }
  }

  private static Callable<Long> worker(Store store, int number, CyclicBarrier barrier) {
    return () -> {
      var random = new Random(number);
      long settled = 0;
      barrier.await();
      for (int i = 0; i < 16; i++) {
        String id = number + "-" + i;
        long worst = random.nextLong(1, 200);
        if (store
            .budgets()
            .hold(id, List.of(both()), WorstCase.of(cents(worst), worst))
            .isEmpty()) {
          long actual = random.nextLong(worst / 8 + 1);
          store.budgets().settle(id, cents(actual), actual);
          settled += actual;
        }
      }
      return settled;
    };
  }

  /// Requests that hold what is likely and cost what they can: whatever the order, the cap is
  /// passed by the difference of one of them at most, and once it is reached nobody is let in.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void spendPassesCapByOneDifferenceAtMost(long seed) {
    var random = new Random(seed);
    Map<String, long[]> open = new HashMap<>(); // the most, and what is likely
    long settled = 0;
    long difference = 0;
    long admitted = 0;
    try (var one = Stores.open(home, Stores.at(now::get));
        var two = Stores.open(home, Stores.at(now::get))) {
      for (int i = 0; i < STEPS / 6; i++) {
        var budgets = List.of(one, two).get(i % 2).budgets();
        String id = i % 2 + "-" + random.nextInt(20);
        if (random.nextInt(3) > 0 && !open.containsKey(id)) {
          long likely = random.nextLong(1, CAP / 8);
          long most = random.nextBoolean() ? likely : likely + random.nextLong(2 * CAP);
          boolean full = standing(one).usd().compareTo(cents(CAP)) >= 0;
          var noRoom = budgets.hold(id, List.of(both()), open(most, likely));
          assertTrue(noRoom.isPresent() || !full, "step " + i);
          if (noRoom.isEmpty()) {
            open.put(id, new long[] {most, likely});
            admitted++;
          }
        } else if (open.containsKey(id)) {
          long[] call = java.util.Objects.requireNonNull(open.remove(id));
          long actual = random.nextBoolean() ? call[0] : random.nextLong(call[0] + 1);
          budgets.settle(id, cents(actual), 0);
          difference = Math.max(difference, actual - call[1]);
          settled += actual;
        }
        assertTrue(settled <= CAP + difference, settled + " with " + difference);
        if (settled >= CAP && open.isEmpty()) {
          now.set(NOON.plusSeconds(i));
          settled = clear(one, settled);
          difference = 0;
        }
      }
    }
    assertTrue(admitted > 10, "little was let in: " + admitted);
  }

  private static WorstCase open(long most, long likely) {
    return new WorstCase(cents(most), cents(likely), 0, 0);
  }

  /// A new window.
  private long clear(Store store, long settled) {
    assertTrue(
        store.budgets().hold("more", List.of(both()), WorstCase.of(cents(1), 0)).isPresent(),
        "let in above the cap: " + settled);
    sql("update budget set settled = 0");
    return 0;
  }

  private void sql(String text) {
    try (var other =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + home.resolve("budgets.db"));
        var statement = other.createStatement()) {
      statement.execute(text);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// One that is let in with what is likely has nobody beside it who holds less than all; when its
  /// process dies it counts at its worst.
  @Test
  void oneAtATimeHoldsLessThanItsWorstCase() {
    try (var store = Stores.open(home, Stores.at(now::get))) {
      var budgets = store.budgets();
      assertTrue(budgets.hold("a", List.of(both()), open(1600, 40)).isEmpty());
      assertEquals(cents(40), standing(store).held());
      assertTrue(budgets.hold("b", List.of(both()), open(500, 500)).isEmpty());
      assertTrue(budgets.hold("c", List.of(both()), open(1600, 40)).isPresent());
      assertTrue(budgets.hold("d", List.of(both()), open(400, 40)).isEmpty());
      assertEquals(cents(940), standing(store).held());
      now.set(NOON.plus(Duration.ofMinutes(16)));
      ((SqliteBudgets) budgets).tidy();
      assertEquals(cents(2500), standing(store).usd());
      assertTrue(budgets.hold("e", List.of(both()), open(1, 1)).isPresent());
      budgets.settle("a", cents(20), 0);
      assertEquals(cents(920), standing(store).usd());
      assertTrue(budgets.hold("c", List.of(both()), open(1600, 40)).isEmpty());
      budgets.release("c");
      assertEquals(cents(920), standing(store).usd());
    }
  }

  /// Many at once, all without a limit and all as costly as can be.
  @Test
  void parallelRequestsPassCapByOneDifferenceAtMost() throws Exception {
    int threads = 16;
    var barrier = new CyclicBarrier(threads);
    try (var one = Stores.open(home);
        var two = Stores.open(home);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<java.util.concurrent.Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        var budgets = List.of(one, two).get(i % 2).budgets();
        int number = i;
        all.add(
            pool.submit(() -> {
              barrier.await();
              long settled = 0;
              for (int j = 0; j < 10; j++) {
                if (budgets.hold(number + "-" + j, List.of(both()), open(600, 30)).isEmpty()) {
                  budgets.settle(number + "-" + j, cents(600), 0);
                  settled += 600;
                }
              }
              return settled;
            }));
      }
      long settled = 0;
      for (var each : all) {
        settled += each.get();
      }
      assertEquals(cents(settled), standing(one).usd());
      assertTrue(settled >= CAP && settled <= CAP + 570, "spent " + settled);
    }
  }

  /// A window that the request was let in counts it, though it ends in the next; and so it does if
  /// the clock jumps by years while it is under way, and its reservation was forgotten meanwhile.
  @Test
  void requestCountsWhereItWasLetIn() {
    try (var store = Stores.open(home, Stores.at(now::get))) {
      store.budgets().hold("edge", List.of(both()), WorstCase.of(cents(100), 10));
      store.budgets().hold("jump", List.of(both()), WorstCase.of(cents(100), 10));
      now.set(NOON.plus(Duration.ofDays(1)));
      store.budgets().settle("edge", cents(40), 4);
      assertEquals(cents(140), standing(store).usd());
      now.set(NOON.plus(Duration.ofDays(2000)));
      ((SqliteBudgets) store.budgets()).tidy();
      now.set(NOON.minus(Duration.ofDays(9000)));
      ((SqliteBudgets) store.budgets()).tidy();
      store.budgets().settle("jump", cents(30), 3);
      assertTrue(standing(store).usd().compareTo(cents(70)) >= 0, standing(store)::toString);
    }
  }

  /// The end of a request that cannot be written is written later, and counts at its worst till
  /// then.
  @Test
  void endThatCouldNotBeWrittenIsWrittenLater() throws Exception {
    try (var store = Stores.open(home, Stores.at(now::get))) {
      store.budgets().hold("r", List.of(both()), WorstCase.of(cents(100), 10));
      store.budgets().hold("s", List.of(both()), WorstCase.of(cents(100), 10));
      try (var other =
              java.sql.DriverManager.getConnection("jdbc:sqlite:" + home.resolve("budgets.db"));
          var statement = other.createStatement()) {
        statement.execute(
            "create trigger full before update on budget begin select raise(abort, 'full'); end");
        store.budgets().settle("r", cents(40), 4);
        store.budgets().release("s");
        assertEquals(cents(200), standing(store).usd());
        statement.execute("drop trigger full");
      }
      ((SqliteBudgets) store.budgets()).tidy();
      assertEquals(new WindowUsage(cents(40), 1, 4), standing(store));
      assertEquals(0, ((SqliteBudgets) store.budgets()).holding());
    }
  }
}
