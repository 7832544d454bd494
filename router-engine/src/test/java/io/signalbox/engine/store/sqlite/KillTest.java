package io.signalbox.engine.store.sqlite;

import static io.signalbox.engine.store.sqlite.TraceSample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills writing processes without warning and looks what is left. */
final class KillTest {
  private static final int ROUNDS = Integer.getInteger("signalbox.kills", 5);
  private static final long SEED = Long.getLong("signalbox.seed", 20_260_314L);

  @TempDir private Path home;
  private BigDecimal least = BigDecimal.ZERO;
  private BigDecimal most = BigDecimal.ZERO;

  @Test
  void killedProcessLosesNothingThatMatters() throws IOException, InterruptedException {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      check(new Life(home, Duration.ofMillis(random.nextLong(2500))));
    }
  }

  private void check(Life life) {
    var ready = Stores.ready(home, Stores.plain());
    try (var store = ready.store()) {
      assertEquals(List.of(), ready.notices());
      checkTraces(store, life);
      checkBudget(store, life);
      checkKeys(store, life);
    }
  }

  /** All but those of the last second; where the machine gave the process no time, of that too. */
  private static void checkTraces(Store store, Life life) {
    List<String[]> traces =
        life.lines.stream()
            .filter(line -> line.startsWith("trace "))
            .map(line -> line.split(" "))
            .toList();
    long margin = 1000 + 10 * longestGap(traces, life.killed);
    String old =
        traces.stream()
            .filter(words -> Long.parseLong(words[2]) < life.killed - margin)
            .reduce((first, second) -> second)
            .map(words -> "t" + words[1])
            .orElse("");
    assertTrue(old.isEmpty() || store.ledger().trace(old).isPresent(), old + " is missing");
    var due = BigDecimal.valueOf(store.ledger().newest()).movePointLeft(3);
    assertEquals(new Money(due), store.ledger().spent("main", NOON));
  }

  /** The longest silence of the process in its last three seconds: a busy machine's doing. */
  private static long longestGap(List<String[]> traces, long killed) {
    long longest = 0;
    long last = killed - 3000;
    for (String[] words : traces) {
      long at = Long.parseLong(words[2]);
      if (at > last) {
        longest = Math.max(longest, last > killed - 3000 ? at - last : 0);
        last = at;
      }
    }
    return Math.max(longest, last > killed - 3000 ? killed - last : 0);
  }

  private void checkBudget(Store store, Life life) {
    long held = life.last("held ").orElse(-1) + 1;
    long settled = life.count("settled ");
    long settling = life.count("settling ");
    BigDecimal worst = KilledProcess.WORST.usd();
    BigDecimal saved = worst.subtract(KilledProcess.ACTUAL.usd());
    var all = worst.multiply(BigDecimal.valueOf(held));
    least = least.add(all).subtract(saved.multiply(BigDecimal.valueOf(settling)));
    // One more may have been held without a chance to say so, and what was free in a lease counts.
    var leased = worst.multiply(BigDecimal.valueOf(64 + held / 4));
    most = most.add(all).add(worst).add(leased);
    most = most.subtract(saved.multiply(BigDecimal.valueOf(settled)));
    var spent = store.budgets().spent("main", "day", "", Window.DAY, NOON).usd();
    assertTrue(spent.compareTo(least) >= 0, spent + " is less than " + least);
    assertTrue(spent.compareTo(most) <= 0, spent + " is more than " + most);
    assertTrue(held > 0, "nothing was held");
  }

  private static void checkKeys(Store store, Life life) {
    long last = life.last("key ").orElse(-1);
    for (long i = Math.max(0, last - 15); i <= last; i++) {
      var key = store.keys().get("key-" + life.pid + "-" + i % 20);
      assertTrue(key.isPresent(), "key " + i);
      boolean next = key.equals(Optional.of(Secret.of("secret-" + (i + 20))));
      assertTrue(next || key.equals(Optional.of(Secret.of("secret-" + i))), "key " + i);
    }
    for (long i = 0; i <= life.last("app ").orElse(-1); i++) {
      assertEquals(
          Optional.of("app-" + life.pid + "-" + i),
          store.apps().appOf(KilledProcess.appKey(life.pid * 1_000_000 + i)));
    }
  }

  /** One process from its first word to its death. */
  private static final class Life {
    private final List<String> lines = new ArrayList<>();
    private final long pid;
    private final long killed;

    Life(Path home, Duration length) throws IOException, InterruptedException {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledProcess.class.getName(),
                  home.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      pid = process.pid();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        long end = 0;
        while (end == 0 || System.nanoTime() < end || last("held ").isEmpty()) {
          String line = out.readLine();
          assertTrue(line != null, "the process ended by itself");
          lines.add(line);
          end = end == 0 ? System.nanoTime() + length.toNanos() : end; // from its first word on
        }
        process.toHandle().destroyForcibly(); // the process's own method would close its output
        killed = System.currentTimeMillis();
        out.lines().filter(line -> line.matches("[a-z]+ \\d+( \\d{13})?")).forEach(lines::add);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    OptionalLong last(String word) {
      return lines.stream()
          .filter(line -> line.startsWith(word))
          .mapToLong(line -> Long.parseLong(line.substring(word.length())))
          .max();
    }

    long count(String word) {
      return lines.stream().filter(line -> line.startsWith(word)).count();
    }
  }
}
