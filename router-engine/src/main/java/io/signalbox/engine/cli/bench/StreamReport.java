package io.signalbox.engine.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How streams fare, by target.
///
/// @param streams begun within a second in each round
/// @param rounds in their order
/// @param few begun slowly after the rounds, so that each is nearly alone
record StreamReport(
    int streams, Map<String, List<StreamRound>> rounds, Map<String, StreamRound> few) {
  private static final StreamRound NONE = new StreamRound(Double.NaN, Double.NaN, Double.NaN, 0);

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "Streams: %,d begun within a second, %d events %d ms apart"
            .formatted(streams, CannedUpstream.EVENTS, CannedUpstream.BETWEEN_EVENTS_MILLIS));
    lines.add(
        "%-10s %-8s %16s %10s %10s %12s %6s"
            .formatted("target", "round", "first event", "p99", "whole", "of direct", "lost"));
    rounds.forEach((target, all) -> lines.addAll(lines(target, all)));
    against().ifPresent(lines::add);
    alone().ifPresent(lines::add);
    return lines;
  }

  private List<String> lines(String target, List<StreamRound> all) {
    var lines = new ArrayList<String>();
    lines.add(line(target, "first", all.getFirst(), first(Target.DIRECT)));
    if (all.size() > 1) {
      String later = all.size() == 2 ? "second" : "2 to " + all.size();
      lines.add(line("", later, later(target), later(Target.DIRECT)));
    }
    return lines;
  }

  private static String line(String target, String round, StreamRound row, StreamRound direct) {
    return "%-10s %-8s %13s ms %7s ms %7s ms %12s %6d"
        .formatted(
            target,
            round,
            Medians.shown("%.1f", row.firstMedian()),
            Medians.shown("%.0f", row.firstP99()),
            Medians.shown("%.0f", row.whole()),
            Medians.shown("%.2f", row.whole() / direct.whole()),
            row.lost());
  }

  private StreamRound first(String target) {
    return rounds.getOrDefault(target, List.of()).stream().findFirst().orElse(NONE);
  }

  /// The medians of all rounds but the first, if there are any.
  private StreamRound later(String target) {
    List<StreamRound> all = rounds.getOrDefault(target, List.of());
    return all.size() < 2 ? first(target) : StreamRound.middle(all.subList(1, all.size()));
  }

  /// The best of the others that are here: Envoy, then nginx.
  private Optional<String> peer() {
    return Stream.of(Target.ENVOY, Target.NGINX).filter(rounds::containsKey).findFirst();
  }

  private Optional<String> against() {
    return peer()
        .map(peer ->
            "First event of Signalbox as a multiple of %s's: %s in the first round, %s later."
                .formatted(
                    peer,
                    times(first(Target.SIGNALBOX), first(peer)),
                    times(later(Target.SIGNALBOX), later(peer))));
  }

  private static String times(StreamRound one, StreamRound other) {
    return Medians.shown("%.1f", one.firstMedian() / other.firstMedian());
  }

  private double added(String target) {
    return few.getOrDefault(target, NONE).firstMedian()
        - few.getOrDefault(Target.DIRECT, NONE).firstMedian();
  }

  private Optional<String> alone() {
    if (few.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    few.keySet().stream()
        .filter(each -> !each.equals(Target.DIRECT))
        .forEach(each -> parts.add(each + " " + Medians.shown("%.2f", added(each)) + " ms"));
    return Optional.of(
        "Added to the first event of a stream nearly alone, median: "
            + String.join(", ", parts)
            + ".");
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("streams", streams);
    view.put("within_seconds", 1);
    view.put("events", CannedUpstream.EVENTS);
    view.put("between_events_ms", CannedUpstream.BETWEEN_EVENTS_MILLIS);
    view.put("targets", rounds.keySet().stream().map(this::view).toList());
    return view;
  }

  private Map<String, Object> view(String target) {
    var view = new LinkedHashMap<String, Object>();
    view.put("target", target);
    view.put(
        "rounds", rounds.getOrDefault(target, List.of()).stream().map(StreamRound::view).toList());
    Medians.rounded(first(target).whole() / first(Target.DIRECT).whole(), 1000)
        .ifPresent(each -> view.put("first_round_whole_of_direct", each));
    Medians.rounded(later(target).whole() / later(Target.DIRECT).whole(), 1000)
        .ifPresent(each -> view.put("later_whole_of_direct", each));
    Medians.rounded(added(target), 1000).ifPresent(each -> view.put("alone_added_ms", each));
    return view;
  }
}
