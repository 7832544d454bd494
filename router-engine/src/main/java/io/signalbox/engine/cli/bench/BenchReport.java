package io.signalbox.engine.cli.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What a benchmark measured, by target, in the order in which they were taken.
///
/// @param upstream what answered
/// @param seconds of each measurement
/// @param warmUp seconds before the first, with each target
/// @param one with a single connection
/// @param many with sixteen
record BenchReport(
    String upstream,
    double seconds,
    double warmUp,
    int rounds,
    Map<String, List<Load>> one,
    Map<String, List<Load>> many) {
  static final String DIRECT = "direct";
  static final String NGINX = "nginx";
  static final String SIGNALBOX = "Signalbox";

  /// The medians of one target over the rounds.
  ///
  /// @param micros one connection: the median wait
  /// @param added how much of it is more than direct
  /// @param perSecond sixteen connections: answers a second
  /// @param share of what nginx does, without nginx of the direct connection
  private record Row(String target, double micros, double added, double perSecond, double share) {
    String line() {
      return "%-10s %14.0f µs %12.0f µs %16.0f %10.2f"
          .formatted(target, micros, added, perSecond, share);
    }

    Map<String, Object> view() {
      var view = new LinkedHashMap<String, Object>();
      view.put("target", target);
      view.put("median_us", rounded(micros, 10));
      view.put("added_us", rounded(added, 10));
      view.put("per_second", Math.round(perSecond));
      view.put("share", rounded(share, 1000));
      return view;
    }

    private static double rounded(double value, int parts) {
      return (double) Math.round(value * parts) / parts;
    }
  }

  static String connections(int count) {
    return count == 1 ? "1 connection" : count + " connections";
  }

  private String base() {
    return one.containsKey(NGINX) ? NGINX : DIRECT;
  }

  private List<Row> rows() {
    return one.keySet().stream().map(this::row).toList();
  }

  private Row row(String target) {
    double micros = micros(target);
    double perSecond = perSecond(target);
    return new Row(
        target, micros, micros - micros(DIRECT), perSecond, perSecond / perSecond(base()));
  }

  private double micros(String target) {
    return median(of(one, target).map(Load::medianNanos).map(nanos -> nanos / 1e3));
  }

  private double perSecond(String target) {
    return median(of(many, target).map(Load::perSecond));
  }

  private static Stream<Load> of(Map<String, List<Load>> loads, String target) {
    return loads.getOrDefault(target, List.of()).stream();
  }

  private static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String seconds(double time) {
    return BigDecimal.valueOf(Math.round(time * 100), 2).stripTrailingZeros().toPlainString();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("%-10s %17s %15s %16s %10s".formatted("", "1 connection", "", "16 connections", ""));
    lines.add(
        "%-10s %17s %15s %16s %10s"
            .formatted("target", "median", "added", "answers/s", "of " + base()));
    rows().forEach(row -> lines.add(row.line()));
    lines.add("");
    lines.addAll(notes());
    return lines;
  }

  private List<String> notes() {
    String often = rounds == 1 ? "1 round" : "medians of " + rounds + " rounds";
    return List.of(
        "%s, %s s for each measurement, the targets in turn, after %s s of warm-up each."
            .formatted(often, seconds(seconds), seconds(warmUp)),
        "Request 1 KB, fixed answer from " + upstream + ", not streamed. Signalbox: an app's key,",
        "three rules, the ledger on.",
        "Client, upstream and proxy share this machine (%d processors) and compete for time:"
            .formatted(Runtime.getRuntime().availableProcessors()),
        "only ratios within one run are meaningful.");
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("upstream", upstream);
    view.put("seconds", seconds);
    view.put("rounds", rounds);
    view.put("warm_up_seconds", warmUp);
    view.put("processors", Runtime.getRuntime().availableProcessors());
    view.put("one_machine", true);
    view.put("share_of", base().toLowerCase(Locale.ROOT));
    view.put("targets", rows().stream().map(Row::view).toList());
    return view;
  }
}
