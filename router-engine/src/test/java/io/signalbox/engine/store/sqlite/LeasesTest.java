package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Busy windows are spent in memory, and yet no cap is ever passed and nothing is lost.
@Timeout(120)
final class LeasesTest {
  private static final long CAP = 100_000; // cents
  private static final long TOKENS = 1_000_000;
  private static final long REQUESTS = 20_000;

  @TempDir private Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  private SqliteBudgets open(int busy) throws IOException {
    var opening =
        assertInstanceOf(
            Database.OpenedFile.Usable.class, Database.open(home, Schema.BUDGETS, NOON));
    return new SqliteBudgets(opening.database(), now::get, busy);
  }

  private static Claim capped(String node, long cap) {
    return new Claim(
        "main",
        node,
        "",
        Window.DAY,
        NOON,
        Optional.of(cents(cap)),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false);
  }

  private static Claim limited(String node) {
    return new Claim(
        "main",
        node,
        "",
        Window.DAY,
        NOON,
        Optional.empty(),
        OptionalLong.of(REQUESTS),
        OptionalLong.of(TOKENS),
        false);
  }

  private static Money cents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2));
  }

  private static WindowUsage used(SqliteBudgets budgets, String node) {
    return budgets.used("main", node, "", Window.DAY, NOON);
  }

  private void secondLater(SqliteBudgets... all) {
    now.set(now.get().plusSeconds(1));
    for (var each : all) {
      each.tidy();
    }
  }

  @Test
  void busyWindowIsWrittenOnceASecond() throws IOException {
    var budgets = open(32);
    for (int i = 0; i < 5000; i++) {
      String id = "r" + i;
      var claims = List.of(capped("money", CAP), limited("tokens"));
      assertEquals(Optional.empty(), budgets.hold(id, claims, WorstCase.of(cents(2), 20)));
      budgets.settle(id, cents(1), 10);
    }
    assertTrue(budgets.writes().commits() < 120, () -> budgets.writes().commits() + " commits");
    var money = used(budgets, "money");
    assertEquals(new WindowUsage(cents(5000), 5000, 50_000), money);
    assertEquals(money, used(budgets, "tokens"));
    budgets.close();
    assertEquals(money, used(open(32), "money"));
  }

  @Test
  void quietWindowIsWrittenEachTime() throws IOException {
    var budgets = open(32);
    var other = open(32);
    for (int i = 0; i < 100; i++) {
      budgets.hold("r" + i, List.of(capped("money", CAP)), WorstCase.of(cents(2), 20));
      assertEquals(cents(i + 2), used(other, "money").usd());
      budgets.settle("r" + i, cents(1), 10);
      assertEquals(cents(i + 1), used(other, "money").usd());
      now.set(now.get().plus(Duration.ofMillis(100)));
    }
  }

  @Test
  void whatIsLeasedIsGivenBackAfterASecondWithoutRequests() throws IOException {
    var budgets = open(2);
    var other = open(2);
    for (int i = 0; i < 10; i++) {
      budgets.hold("r" + i, List.of(capped("money", CAP)), WorstCase.of(cents(2), 20));
      budgets.settle("r" + i, cents(1), 10);
    }
    assertTrue(used(other, "money").usd().compareTo(cents(20)) > 0, "nothing was leased");
    assertEquals(cents(10), used(budgets, "money").usd());
    secondLater(budgets);
    secondLater(budgets);
    assertEquals(new WindowUsage(cents(10), 10, 100), used(other, "money"));
  }

  @Test
  void requestThatFindsNoRoomGetsWhatWasLeased() throws IOException {
    var budgets = open(2);
    for (int i = 0; i < 10; i++) {
      budgets.hold("r" + i, List.of(capped("money", CAP)), WorstCase.of(cents(2), 20));
      budgets.settle("r" + i, cents(1), 10);
    }
    var large = WorstCase.of(cents(CAP - 10), 0);
    assertEquals(Optional.empty(), budgets.hold("large", List.of(capped("money", CAP)), large));
    assertEquals(cents(CAP), used(budgets, "money").usd());
    assertEquals(
        Optional.of("money"),
        budgets.hold("one more", List.of(capped("money", CAP)), WorstCase.of(cents(1), 0)));
  }

  /// As where a provider counts more tokens than we do.
  @Test
  void whatRequestsCostMoreThanTheyHeldCountsAtOnce() throws IOException {
    var budgets = open(2);
    var other = open(Integer.MAX_VALUE);
    for (int i = 0; i < 4; i++) {
      budgets.hold("r" + i, List.of(capped("money", 1000)), WorstCase.of(cents(1), 10));
    }
    Money free = cents(1000).minus(used(other, "money").usd());
    budgets.hold("all", List.of(capped("money", 1000)), WorstCase.of(free, 0));
    for (int i = 0; i < 4; i++) {
      budgets.settle("r" + i, cents(300), 3000);
    }
    secondLater(budgets);
    budgets.settle("all", cents(0), 0);
    assertEquals(cents(1200), used(budgets, "money").usd());
    budgets.close();
    assertEquals(new WindowUsage(cents(1200), 5, 12_000), used(other, "money"));
  }

  @Test
  void requestMayHoldAgainMoreThanItsLeaseHas() throws IOException {
    var budgets = open(2);
    for (int i = 0; i < 10; i++) {
      budgets.hold("r" + i, List.of(capped("money", CAP)), WorstCase.of(cents(2), 20));
    }
    var large = WorstCase.of(cents(CAP / 2), 500);
    assertEquals(Optional.empty(), budgets.hold("r9", List.of(capped("money", CAP)), large));
    for (int i = 0; i < 10; i++) {
      budgets.settle("r" + i, cents(1), 10);
    }
    assertEquals(new WindowUsage(cents(10), 10, 100), used(budgets, "money"));
    budgets.close();
    assertEquals(new WindowUsage(cents(10), 10, 100), used(open(2), "money"));
  }

  @Test
  void leaseThatWasForgottenCountsAtItsWorst() throws IOException {
    var sleeper = open(2);
    var other = open(2);
    for (int i = 0; i < 10; i++) {
      sleeper.hold("r" + i, List.of(capped("money", CAP)), WorstCase.of(cents(2), 20));
    }
    Money leased = used(other, "money").usd();
    now.set(NOON.plus(Duration.ofMinutes(20)));
    other.tidy();
    assertEquals(leased, used(other, "money").usd());
    assertEquals(Money.ZERO, used(other, "money").held());
    for (int i = 0; i < 10; i++) {
      sleeper.settle("r" + i, cents(1), 10);
    }
    secondLater(sleeper);
    secondLater(sleeper);
    assertEquals(new WindowUsage(cents(10), 10, 100), used(other, "money"));
  }

  private record Open(SqliteBudgets budgets, long cents, long tokens) {}

  /// Two processes on one home, requests of all sizes in any order; a plain sum beside it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void capsHoldWhateverHappens(long seed) throws IOException {
    var random = new Random(seed);
    var both = List.of(open(2 + random.nextInt(8)), open(2 + random.nextInt(8)));
    var reader = open(Integer.MAX_VALUE);
    var claims = List.of(capped("money", CAP), limited("tokens"));
    Map<String, Open> under = new HashMap<>();
    long settled = 0;
    long tokens = 0;
    long requests = 0;
    for (int i = 0; i < 3000; i++) {
      var budgets = both.get(random.nextInt(2));
      String id = "r" + i;
      long size = random.nextInt(20) == 0 ? 4000 : 100;
      var call = new Open(budgets, random.nextLong(size), random.nextLong(size));
      boolean in =
          budgets.hold(id, claims, WorstCase.of(cents(call.cents()), call.tokens())).isEmpty();
      if (in) {
        under.put(id, call);
      }
      long held = under.values().stream().mapToLong(Open::cents).sum();
      long needed = settled + held + (in ? 0 : call.cents());
      assertTrue(in ? needed <= CAP : needed > CAP * 7 / 8, "step " + i + ": " + needed);
      while (under.size() > random.nextInt(60)) {
        String which = under.keySet().iterator().next();
        var ends = Objects.requireNonNull(under.remove(which));
        if (random.nextInt(5) == 0) {
          ends.budgets().release(which);
        } else {
          long cost = random.nextLong(ends.cents() / 3 + 1);
          long used = random.nextLong(ends.tokens() + 1);
          ends.budgets().settle(which, cents(cost), used);
          settled += cost;
          tokens += used;
          requests++;
        }
      }
      long stillHeld = under.values().stream().mapToLong(Open::cents).sum();
      Money seen = used(reader, "money").usd();
      assertTrue(seen.compareTo(cents(settled + stillHeld)) >= 0, "too little at step " + i);
      assertTrue(seen.compareTo(cents(CAP)) <= 0, "over the cap at step " + i);
      if (random.nextInt(100) == 0) {
        secondLater(both.get(0), both.get(1));
      }
    }
    under.forEach((id, call) -> call.budgets().release(id));
    both.forEach(SqliteBudgets::close);
    assertEquals(new WindowUsage(cents(settled), requests, tokens), used(reader, "money"));
    assertEquals(new WindowUsage(cents(settled), requests, tokens), used(reader, "tokens"));
  }

  /// Real threads in two processes; the sum of all is what is written in the end.
  @Test
  void nothingIsLostBetweenThreads() throws Exception {
    var both = List.of(open(2), open(2));
    var claims = List.of(capped("money", 40_000), limited("tokens"));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Long>>();
      for (int t = 0; t < 16; t++) {
        int number = t;
        all.add(() -> spend(both.get(number % 2), claims, number));
      }
      all.add(() -> {
        for (int i = 0; i < 50; i++) {
          secondLater(both.get(0), both.get(1));
        }
        return 0L;
      });
      long settled = 0;
      for (var each : pool.invokeAll(all)) {
        settled += each.get();
      }
      both.forEach(SqliteBudgets::close);
      var seen = used(open(2), "money");
      assertEquals(cents(settled), seen.usd());
      assertTrue(settled <= 40_000 && settled > 20_000, "spent " + settled);
    }
  }

  private static long spend(SqliteBudgets budgets, List<Claim> claims, int number) {
    var random = new Random(number);
    long settled = 0;
    for (int i = 0; i < 1000; i++) {
      String id = number + "-" + i;
      long worst = random.nextLong(1, 12);
      if (budgets.hold(id, claims, WorstCase.of(cents(worst), worst)).isEmpty()) {
        long actual = random.nextLong(worst + 1);
        budgets.settle(id, cents(actual), actual);
        settled += actual;
      }
    }
    return settled;
  }
}
