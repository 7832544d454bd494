package io.signalbox.engine.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// How fast answers come that are not streamed, once everything is warm; by target, in the order in
/// which they were measured.
///
/// @param one with a single connection
/// @param many with sixteen
record WarmReport(
    BenchSettings settings, Map<String, List<Load>> one, Map<String, List<Load>> many) {

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
      Medians.rounded(micros, 10).ifPresent(each -> view.put("median_us", each));
      Medians.rounded(added, 10).ifPresent(each -> view.put("added_us", each));
      view.put("per_second", Math.round(perSecond));
      Medians.rounded(share, 1000).ifPresent(each -> view.put("share", each));
      return view;
    }
  }

  private String base() {
    return many.containsKey(Target.NGINX) ? Target.NGINX : Target.DIRECT;
  }

  private List<Row> rows() {
    return many.keySet().stream().map(this::row).toList();
  }

  private Row row(String target) {
    double micros = micros(target);
    double perSecond = perSecond(target);
    return new Row(
        target, micros, micros - micros(Target.DIRECT), perSecond, perSecond / perSecond(base()));
  }

  private double micros(String target) {
    return Medians.of(of(one, target).mapToDouble(load -> load.medianNanos() / 1e3));
  }

  /// Sixteen connections: answers a second, the median of the rounds.
  double perSecond(String target) {
    return Medians.of(of(many, target).mapToDouble(Load::perSecond));
  }

  private static Stream<Load> of(Map<String, List<Load>> loads, String target) {
    return loads.getOrDefault(target, List.of()).stream();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "%-10s %17s %15s %16s %10s".formatted("Warm", "1 connection", "", "16 connections", ""));
    lines.add(
        "%-10s %17s %15s %16s %10s"
            .formatted("target", "median", "added", "answers/s", "of " + base()));
    rows().forEach(row -> lines.add(row.line()));
    if (many.containsKey(Target.ENVOY)) {
      lines.add(
          "Signalbox carries %.2f of Envoy's requests."
              .formatted(perSecond(Target.SIGNALBOX) / perSecond(Target.ENVOY)));
    }
    String often =
        settings.rounds() == 1 ? "1 round" : "medians of " + settings.rounds() + " rounds";
    lines.add(
        "%s, %s s for each measurement, the targets in turn, after %s s of warm-up each."
            .formatted(
                often,
                BenchReport.number(settings.seconds()),
                BenchReport.number(settings.warmUp())));
    return lines;
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("seconds", settings.seconds());
    view.put("rounds", settings.rounds());
    view.put("warm_up_seconds", settings.warmUp());
    view.put("share_of", base().toLowerCase(Locale.ROOT));
    view.put("targets", rows().stream().map(Row::view).toList());
    return view;
  }
}
