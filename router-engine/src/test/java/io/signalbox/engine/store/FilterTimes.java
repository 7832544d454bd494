package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long first pages take in a home that {@link BigDatabase} has filled: {@code FilterTimes
 * HOME}. Each filter is asked of a ledger that was just opened, then four times again; it is no
 * test.
 */
final class FilterTimes {
  private static final int PAGE = 200;

  private FilterTimes() {}

  public static void main(String... arguments) {
    Path home = Path.of(arguments[0]);
    filters()
        .forEach((name, filter) -> {
          try (var store = Stores.open(home)) {
            Ledger ledger = store.ledger();
            double first = millis(ledger, filter);
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 4; i++) {
              best = Math.min(best, millis(ledger, filter));
            }
            System.out.printf(Locale.ROOT, "%-42s %7.1f %7.1f%n", name, first, best);
          }
        });
  }

  private static double millis(Ledger ledger, TrafficFilter filter) {
    long begun = System.nanoTime();
    ledger.page(filter, TrafficFilter.Spot.TOP, PAGE);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Map<String, TrafficFilter> filters() {
    var all = new LinkedHashMap<String, TrafficFilter>();
    TrafficFilter none = TrafficFilter.ALL;
    all.put("all", none);
    all.put("the last 7 days", none.since(TraceSample.NOON.minus(Duration.ofDays(7))));
    all.put("one app", with("crm", "", OptionalInt.empty()));
    all.put("one model", with("", "local", OptionalInt.empty()));
    all.put("app and model", with("crm", "local", OptionalInt.empty()));
    all.put("status 502", with("", "", OptionalInt.of(502)));
    all.put("any 5xx", with("", "", OptionalInt.of(5)));
    all.put("404, which none has", with("", "", OptionalInt.of(404)));
    all.put("an app that does not exist", with("nobody", "", OptionalInt.empty()));
    all.put("cost above $0.005 (half)", none.above(Money.of("0.005")));
    all.put("cost above $0.00998 (few)", none.above(Money.of("0.00998")));
    all.put("cost just below the dearest", none.above(Money.of("0.009985")));
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
        Optional.empty());
  }
}
