package io.signalbox.engine.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What processes hold in memory.
///
/// @param streams in each round
/// @param kilobytes by target, and by the rounds of streams that it had carried; 0: three requests.
///   Empty where the system does not tell
/// @param idle connections that were opened
/// @param idleKilobytes what each of them cost Signalbox
record MemoryReport(
    int streams,
    Map<String, Map<Integer, Long>> kilobytes,
    int idle,
    OptionalDouble idleKilobytes) {
  private static final int KILO = 1024;

  List<String> lines() {
    if (kilobytes.isEmpty()) {
      return List.of("Memory: left out, it is read from /proc, which only Linux has.");
    }
    var lines = new ArrayList<String>();
    lines.add("Memory, resident, with child processes");
    kilobytes.forEach((target, moments) -> lines.add(line(target, moments)));
    idleKilobytes.ifPresent(each ->
        lines.add("%,d idle connections cost Signalbox %.1f KB each.".formatted(idle, each)));
    return lines;
  }

  private static String line(String target, Map<Integer, Long> moments) {
    var parts = new ArrayList<String>();
    moments.forEach(
        (round, size) -> parts.add("%s %.0f MB".formatted(when(round), (double) size / KILO)));
    return "%-10s %s".formatted(target, String.join(", ", parts));
  }

  private static String when(int round) {
    return switch (round) {
      case 0 -> "after start and three requests";
      case 1 -> "after 1 round of streams";
      default -> "after " + round + " rounds";
    };
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("known", !kilobytes.isEmpty());
    view.put("streams", streams);
    var targets = new ArrayList<Map<String, Object>>();
    kilobytes.forEach((target, moments) -> targets.add(view(target, moments)));
    view.put("targets", targets);
    view.put("idle_connections", idle);
    idleKilobytes.ifPresent(
        each -> Medians.rounded(each, 10).ifPresent(size -> view.put("idle_connection_kb", size)));
    return view;
  }

  private static Map<String, Object> view(String target, Map<Integer, Long> moments) {
    var resident = new ArrayList<Map<String, Object>>();
    moments.forEach(
        (round, size) -> resident.add(Map.of("stream_rounds", round, "resident_kb", size)));
    return Map.of("target", target, "moments", resident);
  }
}
