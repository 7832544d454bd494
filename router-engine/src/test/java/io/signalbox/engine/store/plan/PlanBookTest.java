package io.signalbox.engine.store.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.sqlite.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When spans of a plan begin, and what they count.
final class PlanBookTest {
  /// A Sunday: the week ends at midnight.
  private static final Instant START = Instant.parse("2026-11-29T20:00:00Z");

  @TempDir private Path home;
  private final AtomicInteger looks = new AtomicInteger();
  private Instant now = START;
  private Store store;
  private PlanBook book;

  @BeforeEach
  void open() {
    store = Stores.open(home, Stores.at(() -> now));
    book = new PlanBook(this::counted, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// The budgets, with each search for a span counted.
  private Budgets counted() {
    return (Budgets)
        Proxy.newProxyInstance(
            Budgets.class.getClassLoader(),
            new Class<?>[] {Budgets.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("latest")) {
                looks.incrementAndGet();
              }
              try {
                return method.invoke(store.budgets(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static PaidPlan plan(String quotas) {
    String text = "plans: [ { id: lite, models: [ zai/* ], quotas: [ %s ] } ]".formatted(quotas);
    return Plans.read("f", text).plans().getFirst();
  }

  private Optional<Instant> until(PaidPlan plan) {
    return book.standing(plan).quotas().getFirst().until();
  }

  @Test
  void refusedCallBeginsNoSpan() {
    var plan = plan("{ requests: 9, per: 5h }, { requests: 1, per: week }");
    assertTrue(book.enter("a", plan));
    book.settle("a", Money.ZERO, 10);
    now = START.plus(Duration.ofMinutes(200));
    assertFalse(book.enter("b", plan));
    now = START.plus(Duration.ofHours(5)); // the span is over, and the week has begun anew
    assertEquals(Optional.empty(), until(plan));
    assertTrue(book.enter("c", plan));
    now = now.plus(Duration.ofMinutes(10));
    assertFalse(book.enter("d", plan));
    assertEquals(Optional.of(START.plus(Duration.ofHours(10))), until(plan));
    now = START.plus(Duration.ofHours(11));
    assertFalse(book.enter("e", plan));
    assertEquals(Optional.empty(), until(plan), "no call was counted since it ended");
  }

  @Test
  void spanWithoutAnyCallHasNotBegun() {
    var plan = plan("{ requests: 9, per: 5h }");
    assertTrue(book.enter("a", plan));
    book.release("a");
    assertEquals(Optional.empty(), until(plan));
    now = START.plus(Duration.ofHours(1));
    assertTrue(book.enter("b", plan));
    assertEquals(Optional.of(now.plus(Duration.ofHours(5))), until(plan));
  }

  @Test
  void spanThatCountsStaysWhenAnotherCallIsGivenBack() {
    var plan = plan("{ requests: 9, per: 5h }");
    assertTrue(book.enter("a", plan));
    assertTrue(book.enter("b", plan));
    book.release("b");
    int before = looks.get();
    now = START.plus(Duration.ofSeconds(2));
    assertTrue(book.enter("c", plan));
    assertEquals(2, book.standing(plan).quotas().getFirst().requests());
    assertEquals(Optional.of(START.plus(Duration.ofHours(5))), until(plan));
    assertEquals(before, looks.get(), "it is remembered");
  }

  @Test
  void spanOfAnotherProcessIsFoundOnce() {
    var plan = plan("{ requests: 9, per: 5h }");
    assertTrue(new PlanBook(store::budgets, () -> now).enter("a", plan));
    now = START.plus(Duration.ofHours(1));
    assertTrue(book.enter("b", plan));
    assertTrue(book.enter("c", plan));
    assertEquals(Optional.of(START.plus(Duration.ofHours(5))), until(plan));
    assertEquals(1, looks.get());
  }

  @Test
  void quotaOfTokensThatIsUsedToTheLastIsUsedUp() {
    var plan = plan("{ tokens: 100, per: day }");
    assertTrue(book.enter("a", plan));
    book.settle("a", Money.ZERO, 99);
    assertTrue(book.enter("b", plan));
    book.settle("b", Money.ZERO, 1);
    assertFalse(book.enter("c", plan));
    assertTrue(book.standing(plan).usedUp().isPresent());
  }
}
