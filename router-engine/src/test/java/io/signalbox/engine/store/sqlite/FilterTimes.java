package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long first pages take in a home that {@link BigDatabase} has filled: {@code FilterTimes HOME
 * [cold]}. Each filter is asked of a ledger that was just opened, then four times again. With
 * {@code cold}, on Linux and as root, the system forgets the files before each; it is no test.
 */
final class FilterTimes {
  private static final int PAGE = 200;

  private FilterTimes() {}

  public static void main(String... arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    boolean cold = arguments.length > 1;
    for (var each : filters().entrySet()) {
      if (cold) {
        Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
      }
      time(home, each.getKey(), each.getValue());
    }
  }

  private static void time(Path home, String name, TrafficFilter filter) {
    try (var store = Stores.open(home)) {
      double first = millis(store.ledger(), filter);
      double best = Double.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        best = Math.min(best, millis(store.ledger(), filter));
      }
      System.out.printf(Locale.ROOT, "%-42s %7.1f %7.1f%n", name, first, best);
    }
  }

  private static double millis(Ledger ledger, TrafficFilter filter) {
    long begun = System.nanoTime();
    ledger.page(filter, TrafficFilter.Position.TOP, PAGE);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Map<String, TrafficFilter> filters() {
    var all = new LinkedHashMap<String, TrafficFilter>();
    TrafficFilter none = TrafficFilter.ALL;
    var any = OptionalInt.empty();
    all.put("all", none);
    all.put("the last 7 days", none.since(TraceSample.NOON.minus(Duration.ofDays(7))));
    all.put("one app", with("crm", "", any));
    all.put("one model", with("", "local", any));
    all.put("app and model", with("crm", "local", any));
    all.put("status 502", with("", "", OptionalInt.of(502)));
    all.put("any 5xx", with("", "", OptionalInt.of(5)));
    all.put("404, which none has", with("", "", OptionalInt.of(404)));
    all.put("an app that does not exist", with("nobody", "", any));
    all.put("cost above $0.005 (half)", none.above(Money.of("0.005")));
    all.put("cost above $0.00998 (few)", none.above(Money.of("0.00998")));
    all.put("cost just below the dearest", none.above(Money.of("0.009985")));
    all.put("app and cost (very few)", with("crm", "", any).above(Money.of("0.00998")));
    all.put(
        "app, model and cost (a handful)", with("crm", "local", any).above(Money.of("0.00998")));
    all.put("app, model and cost (half)", with("crm", "local", any).above(Money.of("0.005")));
    all.put("502 and cost (very few)", with("", "", OptionalInt.of(502)).above(Money.of("0.0095")));
    all.put(
        "text, month and cost",
        none.with("support")
            .since(TraceSample.NOON.minus(Duration.ofDays(30)))
            .above(Money.of("0.0095")));
    all.put("cost above $1 (none)", none.above(Money.of("1")));
    all.put("a text in a node", none.with("support"));
    all.put("a text in nothing", none.with("zzzz"));
    all.put("an id", none.with("big-500000"));
    all.put("the beginning of no id", none.with("big-x00000"));
    return all;
  }

  private static TrafficFilter with(String app, String model, OptionalInt status) {
    return new TrafficFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(app).filter(each -> !each.isEmpty()),
        Optional.of(model).filter(each -> !each.isEmpty()),
        Optional.empty(),
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
