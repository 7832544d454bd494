package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetsTest {
  private static final Money TEN = Money.of("10");
  private static final Money ONE = Money.of("1");

  @TempDir private Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private Store store;
  private Budgets budgets;

  @BeforeEach
  void open() {
    store = Stores.open(home, Stores.at(now::get));
    budgets = store.budgets();
  }

  @AfterEach
  void close() {
    store.close();
  }

  static Claim cap(String node, Money cap) {
    return new Claim(
        "main",
        node,
        "",
        Window.DAY,
        NOON,
        Optional.of(cap),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false);
  }

  private static Claim limit(OptionalLong requests, OptionalLong tokens) {
    return limit(requests, tokens, false);
  }

  private static Claim limit(OptionalLong requests, OptionalLong tokens, boolean again) {
    return new Claim(
        "main", "limit", "u", Window.MINUTE, NOON, Optional.empty(), requests, tokens, again);
  }

  private Money spent(String node) {
    return budgets.spent("main", node, "", Window.DAY, NOON);
  }

  @Test
  void holdsAndSettles() {
    assertEquals(
        Optional.empty(), budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(ONE, 100)));
    assertEquals(ONE, spent("day"));
    budgets.settle("r", Money.of("0.25"), 40);
    assertEquals(Money.of("0.25"), spent("day"));
    assertEquals(
        new WindowUsage(Money.of("0.25"), 1, 40),
        budgets.used("main", "day", "", Window.DAY, NOON));
    budgets.settle("r", Money.of("0.25"), 40);
    assertEquals(Money.of("0.25"), spent("day"));
  }

  @Test
  void shareOfCapIsToldOnceInWindow() {
    Claim claim = cap("day", TEN).telling(List.of(0.5, 0.8));
    spend(claim, "4.99");
    budgets.hold("open", List.of(claim), WorstCase.of(ONE, 0)); // held, not spent
    assertEquals(Optional.empty(), budgets.notice(claim));
    spend(claim, "0.01");
    BudgetNotice told = budgets.notice(claim).orElseThrow();
    assertEquals(0.5, told.share());
    assertEquals(Money.of("5"), told.spent());
    assertEquals(Optional.empty(), budgets.notice(claim));
    close();
    open();
    assertEquals(Optional.empty(), budgets.notice(claim));
    assertEquals(List.of(told), budgets.notices(Instant.EPOCH));
    assertEquals(List.of(), budgets.notices(NOON));
  }

  @Test
  void onlyLargestShareIsToldOfSeveral() {
    Claim claim = cap("day", TEN).telling(List.of(0.5, 0.8));
    spend(claim, "9");
    assertEquals(0.8, budgets.notice(claim).orElseThrow().share());
    assertEquals(Optional.empty(), budgets.notice(claim));
  }

  @Test
  void sharesOfRaisedCapAreToldAgain() {
    spend(cap("day", TEN), "9");
    assertTrue(budgets.notice(cap("day", TEN).telling(List.of(0.8))).isPresent());
    Claim raised = cap("day", Money.of("20")).telling(List.of(0.8));
    assertEquals(Optional.empty(), budgets.notice(raised));
    spend(raised, "7");
    assertTrue(budgets.notice(raised).isPresent());
  }

  private void spend(Claim claim, String usd) {
    budgets.hold("spend", List.of(claim), WorstCase.of(Money.of(usd), 0));
    budgets.settle("spend", Money.of(usd), 0);
  }

  @Test
  void refusesInAllWindowsOrInNone() {
    var claims = List.of(cap("wide", TEN), cap("narrow", Money.of("0.5")));
    assertEquals(Optional.of("narrow"), budgets.hold("r", claims, WorstCase.of(ONE, 0)));
    assertEquals(Money.ZERO, spent("wide"));
    assertEquals(Money.ZERO, spent("narrow"));
  }

  @Test
  void requestWithoutRoomIsForgotten() {
    assertEquals(
        Optional.of("day"),
        budgets.hold("r", List.of(cap("day", Money.of("0.5"))), WorstCase.of(ONE, 0)));
    assertEquals(0, ((SqliteBudgets) budgets).holding());
  }

  @Test
  void givesBackWhatWasNeverSent() {
    budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(ONE, 7));
    budgets.release("r");
    assertEquals(
        new WindowUsage(Money.ZERO, 0, 0), budgets.used("main", "day", "", Window.DAY, NOON));
  }

  @Test
  void holdingAgainReplaces() {
    budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(Money.of("6"), 0));
    assertEquals(
        Optional.of("day"),
        budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(Money.of("11"), 0)));
    assertEquals(Money.of("6"), spent("day"));
    assertEquals(
        Optional.empty(),
        budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(Money.of("8"), 0)));
    assertEquals(
        new WindowUsage(Money.of("8"), 1, 0, Money.of("8"), 0),
        budgets.used("main", "day", "", Window.DAY, NOON));
  }

  @Test
  void countsRequestsAndTokens() {
    var two = List.of(limit(OptionalLong.of(2), OptionalLong.empty()));
    assertEquals(Optional.empty(), budgets.hold("a", two, WorstCase.of(ONE, 0)));
    assertEquals(Optional.empty(), budgets.hold("b", two, WorstCase.of(ONE, 0)));
    assertEquals(Optional.of("limit"), budgets.hold("c", two, WorstCase.of(ONE, 0)));
    var tokens = List.of(limit(OptionalLong.empty(), OptionalLong.of(100)));
    assertEquals(Optional.empty(), budgets.hold("d", tokens, WorstCase.of(ONE, 100)));
    assertEquals(Optional.of("limit"), budgets.hold("e", tokens, WorstCase.of(ONE, 1)));
    budgets.settle("d", ONE, 30);
    assertEquals(Optional.empty(), budgets.hold("e", tokens, WorstCase.of(ONE, 70)));
  }

  @Test
  void requestCountsOnceWhateverItsCalls() {
    var one = OptionalLong.of(1);
    var none = OptionalLong.empty();
    assertEquals(
        Optional.empty(),
        budgets.hold("a#0", List.of(limit(one, none, false)), WorstCase.of(ONE, 10)));
    budgets.settle("a#0", ONE, 10);
    for (String call : List.of("a#1", "a#2")) {
      assertEquals(
          Optional.empty(),
          budgets.hold(call, List.of(limit(one, none, true)), WorstCase.of(ONE, 10)));
      assertEquals(1, requests());
    }
    budgets.settle("a#1", ONE, 10);
    budgets.release("a#2");
    assertEquals(
        new WindowUsage(Money.of("2"), 1, 20),
        budgets.used("main", "limit", "u", Window.MINUTE, NOON));
    assertEquals(
        Optional.of("limit"),
        budgets.hold("b#0", List.of(limit(one, none, false)), WorstCase.of(ONE, 0)));
  }

  private long requests() {
    return budgets.used("main", "limit", "u", Window.MINUTE, NOON).requests();
  }

  @Test
  void oldReservationCountsUntilItIsHeardOf() {
    budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(ONE, 100));
    now.set(NOON.plus(Duration.ofMinutes(16)));
    ((SqliteBudgets) budgets).tidy();
    assertEquals(ONE, spent("day"));
    budgets.settle("r", Money.of("0.25"), 40);
    assertEquals(
        new WindowUsage(Money.of("0.25"), 1, 40),
        budgets.used("main", "day", "", Window.DAY, NOON));
  }

  @Test
  void shortWindowsAreDroppedAfterDay() {
    var claim = limit(OptionalLong.of(5), OptionalLong.empty());
    budgets.hold("r", List.of(claim, cap("day", TEN)), WorstCase.of(ONE, 0));
    budgets.settle("r", ONE, 0);
    now.set(NOON.plus(Duration.ofDays(2)));
    ((SqliteBudgets) budgets).tidy();
    assertEquals(0, budgets.used("main", "limit", "u", Window.MINUTE, NOON).requests());
    assertEquals(ONE, spent("day"));
  }

  @Test
  void survivesRestart() {
    budgets.hold("r", List.of(cap("day", TEN)), WorstCase.of(ONE, 0));
    store.close();
    open();
    assertEquals(ONE, spent("day"));
  }

  @Test
  void hundredAtOnceCannotOverspend() throws Exception {
    try (var other = Stores.open(home);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stores = List.of(budgets, other.budgets());
      List<Callable<Boolean>> asked =
          IntStream.range(0, 100)
              .mapToObj(i ->
                  (Callable<Boolean>)
                      () ->
                          stores
                              .get(i % 2)
                              .hold("r" + i, List.of(cap("day", TEN)), WorstCase.of(ONE, 0))
                              .isEmpty())
              .toList();
      long granted = 0;
      for (Future<Boolean> each : threads.invokeAll(asked)) {
        granted += each.get() ? 1 : 0;
      }
      assertEquals(10, granted);
      assertEquals(TEN, spent("day"));
    }
  }

  @Test
  void twoProcessesCannotOverspend() throws Exception {
    var one = HoldingProcess.start(home);
    var two = HoldingProcess.start(home);
    int granted = 0;
    for (Process each : List.of(one, two)) {
      each.getOutputStream().close(); // both begin
    }
    for (Process each : List.of(one, two)) {
      try (var out = each.inputReader()) {
        granted += Integer.parseInt(out.readLine());
      }
      each.waitFor();
    }
    assertEquals(10, granted);
    assertEquals(TEN, spent("day"));
  }

  @Test
  void withoutClaimsNothingIsTouched() {
    store.close();
    assertTrue(budgets.hold("r", List.of(), WorstCase.of(ONE, 0)).isEmpty());
    open();
  }
}
