package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that tries to hold a dollar of ten a hundred times, and prints how often it could. */
final class HoldingProcess {
  private static final int TRIES = 100;

  private HoldingProcess() {}

  static Process start(Path home) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HoldingProcess.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String... arguments) throws IOException {
    var granted = new AtomicInteger();
    try (var store = Stores.open(Path.of(arguments[0]))) {
      System.in.transferTo(System.err); // until the other one is ready too
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < TRIES; i++) {
          String request = ProcessHandle.current().pid() + "-" + i;
          threads.execute(() -> hold(store, request, granted));
        }
      }
    }
    System.out.println(granted.get());
  }

  private static void hold(Store store, String request, AtomicInteger granted) {
    var claims = List.of(BudgetsTest.cap("day", Money.of("10")));
    if (store.budgets().hold(request, claims, WorstCase.of(Money.of("1"), 0)).isEmpty()) {
      granted.incrementAndGet();
    }
  }
}
