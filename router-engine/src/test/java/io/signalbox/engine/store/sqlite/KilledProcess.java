package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that writes to a home until it is killed. What it prints has happened: {@code trace N},
 * {@code held N}, {@code settled N}, {@code key N}, {@code app N}.
 */
final class KilledProcess {
  static final Money WORST = Money.of("0.5");
  static final Money ACTUAL = Money.of("0.125");
  static final Money CAP = Money.of("1000000");

  private KilledProcess() {}

  static Secret appKey(long number) {
    return Secret.of("an app's key with number " + number);
  }

  public static void main(String... arguments) throws InterruptedException {
    var store = Stores.open(Path.of(arguments[0]));
    var threads =
        List.of(
            Thread.ofPlatform().start(() -> trace(store)),
            Thread.ofPlatform().start(() -> spend(store)),
            Thread.ofPlatform().start(() -> addKeys(store)));
    Thread.ofPlatform().daemon().start(KilledProcess::endWithParent);
    for (Thread each : threads) {
      each.join();
    }
  }

  private static void trace(Store store) {
    for (long i = 0; ; i++) {
      store.ledger().record(TraceSample.of("t" + i).costing("0.001").trace());
      if (i % 10 == 9) {
        say("trace " + i + " " + System.currentTimeMillis());
      }
      LockSupport.parkNanos(200_000);
    }
  }

  private static void spend(Store store) {
    for (long i = 0; ; i++) {
      String request = ProcessHandle.current().pid() + "-" + i;
      if (store
          .budgets()
          .hold(request, List.of(BudgetsTest.cap("day", CAP)), WorstCase.of(WORST, 1))
          .isEmpty()) {
        say("held " + i);
      }
      if (i % 2 == 0) {
        say("settling " + i);
        store.budgets().settle(request, ACTUAL, 1);
        say("settled " + i);
      }
    }
  }

  private static void addKeys(Store store) {
    long pid = ProcessHandle.current().pid();
    for (long i = 0; ; i++) {
      if (store.keys().put("key-" + pid + "-" + i % 20, Secret.of("secret-" + i)).isEmpty()) {
        say("key " + i);
      }
      if (store.apps().addGiven("app-" + pid + "-" + i, appKey(pid * 1_000_000 + i)).isEmpty()) {
        say("app " + i);
      }
    }
  }

  private static synchronized void say(String what) {
    System.out.println(what);
    System.out.flush();
  }

  /** Does not outlive the test, whatever becomes of it. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      say("end " + e.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }
}
