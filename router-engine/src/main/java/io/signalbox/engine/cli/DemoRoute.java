package io.signalbox.engine.cli;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.TrafficRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All requests of the demo that took one path to one model.
///
/// @param firstToken the median wait in milliseconds
record DemoRoute(String path, String model, long requests, long firstToken, Money usd) {

  static List<DemoRoute> of(List<TrafficRow> rows) {
    var byWay =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.path(), row.model().isEmpty() ? "–" : row.model())));
    var ways = new ArrayList<DemoRoute>();
    byWay.forEach((way, of) ->
        ways.add(new DemoRoute(way.get(0), way.get(1), of.size(), median(of), sum(of))));
    ways.sort(
        java.util.Comparator.comparingLong(DemoRoute::requests)
            .reversed()
            .thenComparing(DemoRoute::path));
    return ways;
  }

  private static long median(List<TrafficRow> rows) {
    long[] sorted =
        rows.stream().mapToLong(row -> row.firstTokenMillis().orElse(0)).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Money sum(List<TrafficRow> rows) {
    return rows.stream().flatMap(row -> row.usd().stream()).reduce(Money.ZERO, Money::plus);
  }

  String line() {
    String way = path.replace(" ", " › ");
    return "%-34s %-10s %9d %9d ms %12s".formatted(way, model, requests, firstToken, usd.shown());
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("path", path.isEmpty() ? List.of() : List.of(path.split(" ")));
    view.put("model", model);
    view.put("requests", requests);
    view.put("first_token_ms", firstToken);
    view.put("usd", usd.plain());
    return view;
  }
}
