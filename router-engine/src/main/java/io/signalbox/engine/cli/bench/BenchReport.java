package io.signalbox.engine.cli.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a benchmark measured, as far as it was asked for.
record BenchReport(Optional<LoadRun.Outcome> load, Optional<StreamRun.Outcome> stream) {

  private Optional<WarmReport> warm() {
    return load.flatMap(LoadRun.Outcome::warm);
  }

  private Optional<StartReport> start() {
    return load.flatMap(LoadRun.Outcome::start);
  }

  private Optional<StreamReport> streams() {
    return stream.flatMap(StreamRun.Outcome::streams);
  }

  private Optional<MemoryReport> memory() {
    return stream.flatMap(StreamRun.Outcome::memory);
  }

  /// A number of seconds without zeros that say nothing.
  static String number(double value) {
    return BigDecimal.valueOf(Math.round(value * 100), 2).stripTrailingZeros().toPlainString();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    warm().ifPresent(each -> add(lines, each.lines()));
    start().ifPresent(each -> add(lines, each.lines()));
    streams().ifPresent(each -> add(lines, each.lines()));
    memory().ifPresent(each -> add(lines, each.lines()));
    lines.addAll(notes());
    return lines;
  }

  private static void add(List<String> lines, List<String> part) {
    lines.addAll(part);
    lines.add("");
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    load.ifPresent(each ->
        notes.add("Request 1 KB, fixed answer from " + each.upstream() + " when not streamed."));
    notes.add(
        "Signalbox: a process of its own, started with this one's options; an app's key, three"
            + " rules,");
    notes.add("the ledger on. nginx and Envoy: two workers that only forward.");
    notes.add(
        "Client, upstream and proxy share this machine (%d processors) and compete for time:"
            .formatted(Runtime.getRuntime().availableProcessors()));
    notes.add("only ratios within one run are meaningful.");
    return notes;
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    load.ifPresent(each -> view.put("upstream", each.upstream()));
    view.put("processors", Runtime.getRuntime().availableProcessors());
    view.put("one_machine", true);
    warm().ifPresent(each -> view.put("warm", each.view()));
    start().ifPresent(each -> view.put("start", each.view()));
    streams().ifPresent(each -> view.put("streams", each.view()));
    memory().ifPresent(each -> view.put("memory", each.view()));
    return view;
  }
}
