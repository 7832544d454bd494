package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.Sparkline;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.TrafficInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Four figures over the chosen time, of all traffic whatever is filtered.
final class TrafficCharts extends HBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private static final double SLOW = 0.1;
  private static final double FAST = 10;

  private final Chart rate = new Chart("Requests a minute", "chart-rate");
  private final Chart spend = new Chart("Spend", "chart-spend");
  private final Chart first = new Chart("First token p50 / p95", "chart-first");
  private final Chart saved = new Chart("Saved by failover", "chart-saved");
  private List<TrafficInterval> drawn = List.of();

  private record Chart(Label head, Label figure, Sparkline line) {
    Chart(String head, String style) {
      this(Parts.sectionHead(head), Parts.label("–", "chart-figure"), new Sparkline(style));
    }

    VBox box() {
      var box = new VBox(2, head, figure, line);
      box.getStyleClass().add("chart");
      HBox.setHgrow(box, Priority.ALWAYS);
      box.setPrefWidth(1);
      return box;
    }

    void show(
        String words,
        List<double[]> values,
        DoubleFunction<String> value,
        IntFunction<String> time) {
      Parts.show(figure, words);
      head.setLabelFor(line);
      line.setAccessibleText(head.getText() + ": " + words);
      line.show(values, value, time);
    }
  }

  TrafficCharts() {
    super(12);
    getStyleClass().add("charts");
    getChildren().addAll(rate.box(), spend.box(), first.box(), saved.box());
  }

  /// Does something with a moment that is clicked.
  void onMoment(Consumer<Instant> action) {
    for (Chart chart : List.of(rate, spend, first, saved)) {
      chart
          .line()
          .onPick(at -> {
            if (at < drawn.size()) {
              action.accept(drawn.get(at).at());
            }
          });
    }
  }

  /// Draws these.
  ///
  /// @param pulses one for each step of time, the oldest first, none left out
  /// @param minutes how long a step is
  void show(List<TrafficInterval> pulses, double minutes) {
    drawn = List.copyOf(pulses);
    IntFunction<String> time = i -> TIME.format(pulses.get(i).at());
    double span = Math.max(1, pulses.size() * minutes);
    long requests = pulses.stream().mapToLong(TrafficInterval::requests).sum();
    DoubleFunction<String> perMinute = TrafficCharts::rate;
    rate.show(
        requests(pulses, span),
        List.of(line(pulses, each -> each.requests() / minutes)),
        perMinute,
        time);
    Money usd = pulses.stream().map(TrafficInterval::usd).reduce(Money.ZERO, Money::plus);
    spend.show(usd.shown(), List.of(sums(pulses)), TrafficCharts::dollars, time);
    first.show(
        wait(TrafficInterval.wait(pulses, 0.5)) + " / " + wait(TrafficInterval.wait(pulses, 0.95)),
        List.of(waits(pulses, 0.5), waits(pulses, 0.95)),
        value -> RowText.millis(Math.round(value)),
        time);
    long over = pulses.stream().mapToLong(TrafficInterval::saved).sum();
    saved.show(
        RowText.count(over) + " of " + RowText.count(requests),
        List.of(line(pulses, TrafficInterval::saved)),
        value -> String.valueOf(Math.round(value)),
        time);
  }

  /// How many requests came, and how many of them failed.
  static String requests(List<TrafficInterval> pulses, double minutes) {
    long failed = pulses.stream().mapToLong(TrafficInterval::failed).sum();
    String rate = rate(pulses.stream().mapToLong(TrafficInterval::requests).sum(), minutes);
    return failed == 0 ? rate : rate + " · " + RowText.count(failed) + " failed";
  }

  /// A rate that rounds to nothing is told with the count.
  private static String rate(long requests, double minutes) {
    double rate = requests / minutes;
    return requests > 0 && rate < SLOW
        ? "< 0.1 · " + RowText.count(requests) + (requests == 1 ? " request" : " requests")
        : rate(rate);
  }

  private static String rate(double perMinute) {
    return String.format(Locale.ROOT, perMinute < FAST ? "%.1f" : "%.0f", perMinute);
  }

  private static String wait(OptionalLong millis) {
    return RowText.millis(millis);
  }

  private static String dollars(double usd) {
    return new Money(BigDecimal.valueOf(usd).setScale(6, RoundingMode.HALF_UP)).shown();
  }

  private static double[] line(
      List<TrafficInterval> pulses, ToDoubleFunction<TrafficInterval> value) {
    return pulses.stream().mapToDouble(value).toArray();
  }

  private static double[] sums(List<TrafficInterval> pulses) {
    double[] sums = line(pulses, each -> each.usd().usd().doubleValue());
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }

  private static double[] waits(List<TrafficInterval> pulses, double share) {
    return line(pulses, each -> TrafficInterval.wait(List.of(each), share).orElse(0));
  }

  /// With an empty pulse wherever there is none, so that time passes evenly.
  static List<TrafficInterval> filled(
      List<TrafficInterval> found, Instant from, Instant to, TrafficInterval.Grain grain) {
    var at = new java.util.HashMap<Instant, TrafficInterval>();
    found.forEach(each -> at.put(each.at(), each));
    var all = new java.util.ArrayList<TrafficInterval>();
    long length = grain.length().toMillis();
    long begin = Math.floorDiv(from.toEpochMilli(), length);
    long end = Math.ceilDiv(to.toEpochMilli(), length);
    for (long i = begin; i < end; i++) {
      Instant moment = Instant.ofEpochMilli(i * length);
      all.add(
          at.getOrDefault(
              moment, new TrafficInterval(moment, 0, 0, 0, Money.ZERO, java.util.Map.of())));
    }
    return all;
  }
}
