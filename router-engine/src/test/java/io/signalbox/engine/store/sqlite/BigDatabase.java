package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.StoreResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Fills a home with as many traces as are wanted, the same ones for the same seed: {@code
 * BigDatabase HOME COUNT [SEED]}. A million take about a minute and 2 GB.
 */
public final class BigDatabase {
  private static final List<String> APPS = List.of("editor", "chat", "nightly", "crm", "bot");
  private static final List<String> MODELS =
      List.of("fast", "large", "local", "cheap", "long", "coder", "draft", "judge");
  private static final List<String> GRAPHS = List.of("main", "support", "batch");
  private static final int STATUSES = 40;

  private final Random random;
  private final int count;

  BigDatabase(int count, long seed) {
    this.random = new Random(seed);
    this.count = count;
  }

  public static void main(String... arguments) {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    try (var store = Stores.open(Path.of(arguments[0]))) {
      new BigDatabase(Integer.parseInt(arguments[1]), seed).fill(store.ledger());
    }
  }

  /** Fills a home with traces and apps. */
  public static void furnish(Path home, int traces, int apps) {
    if (!(StoreOpening.open(home) instanceof StoreResult.Ready ready)) {
      throw new IllegalStateException(home + " cannot be opened");
    }
    try (var store = ready.store()) {
      if (traces > 0) {
        new BigDatabase(traces, 1).fill(store.ledger());
      }
      for (int i = 0; i < apps; i++) {
        store.apps().add("app-" + i);
      }
    }
  }

  /** A year of traffic, evenly, and waits until it is written. */
  void fill(Ledger ledger) {
    Instant begin = TraceSample.NOON.minus(Duration.ofDays(365));
    long gap = Duration.ofDays(365).toMillis() / count;
    for (int i = 0; i < count; i++) {
      Instant at = begin.plusMillis(i * gap + random.nextLong(1 + gap));
      ledger.record(sample(i).at(at).trace());
      if (i % 5000 == 4999 && !ledger.flush()) {
        throw new IllegalStateException("the disk does not keep up");
      }
    }
    if (!ledger.flush() || ledger.lost() > 0) {
      throw new IllegalStateException(ledger.lost() + " were lost");
    }
  }

  private TraceSample sample(int number) {
    return TraceSample.of("big-" + number)
        .by(one(APPS))
        .with(one(MODELS))
        .in(one(GRAPHS))
        .costing("0.00" + random.nextInt(1, 1000))
        .ending(random.nextInt(STATUSES) == 0 ? 502 : 200);
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
