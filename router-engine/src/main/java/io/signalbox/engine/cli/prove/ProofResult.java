package io.signalbox.engine.cli.prove;

import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.lab.Markup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a proof found. Immutable.
///
/// @param graph the graph's name
/// @param target the exporter's id
/// @param version of the gateway's engine
/// @param at when it was proved
/// @param of a hash of the graph's file, by which it is known whether it has changed since
/// @param decisions in the order in which they were asked
record ProofResult(
    String graph, String target, String version, Instant at, String of, List<Decided> decisions) {
  ProofResult {
    decisions = List.copyOf(decisions);
  }

  long count(Decided.Verdict verdict) {
    return decisions.stream().filter(each -> each.verdict() == verdict).count();
  }

  boolean holds() {
    return count(Decided.Verdict.WRONG) == 0;
  }

  /// `Proved on nginx 1.22.1: 276 decisions, 0 wrong`.
  String sentence() {
    return "%s on %s %s: %d decisions, %d the same, %d declared, %d wrong"
        .formatted(
            holds() ? "Proved" : "Not proved",
            target,
            version,
            decisions.size(),
            count(Decided.Verdict.SAME),
            count(Decided.Verdict.DECLARED),
            count(Decided.Verdict.WRONG));
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("graph", graph);
    view.put("target", target);
    view.put("version", version);
    view.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
    view.put("of", of);
    view.put("decisions", decisions.size());
    view.put("same", count(Decided.Verdict.SAME));
    view.put("declared", count(Decided.Verdict.DECLARED));
    view.put("wrong", count(Decided.Verdict.WRONG));
    view.put(
        "different",
        decisions.stream()
            .filter(each -> each.verdict() != Decided.Verdict.SAME)
            .map(ProofResult::view)
            .toList());
    return view;
  }

  private static Map<String, Object> view(Decided each) {
    var view = new LinkedHashMap<String, Object>();
    view.put("request", each.name());
    view.put("verdict", each.verdict().name().toLowerCase(java.util.Locale.ROOT));
    view.put("signalbox", each.predicted());
    view.put("gateway", each.came());
    view.put("signalbox_status", each.predictedStatus());
    view.put("gateway_status", each.status());
    view.put("why", each.why());
    return view;
  }

  /// What is stored beside the graph.
  String json() {
    return Console.pretty(view()) + "\n";
  }

  /// The XML that JUnit's runners write and CI systems read.
  String junit() {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    xml.append("  <testsuite name=\"prove ").append(Markup.escaped(target));
    xml.append("\" tests=\"").append(decisions.size());
    xml.append("\" failures=\"").append(count(Decided.Verdict.WRONG));
    xml.append("\" errors=\"0\" skipped=\"").append(count(Decided.Verdict.DECLARED));
    xml.append("\">\n");
    decisions.forEach(each -> add(xml, each));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private void add(StringBuilder xml, Decided each) {
    xml.append("    <testcase classname=\"").append(Markup.escaped(graph));
    xml.append("\" name=\"").append(Markup.escaped(each.name())).append('"');
    String line = Markup.escaped(each.line());
    switch (each.verdict()) {
      case SAME -> xml.append("/>\n");
      case DECLARED -> xml.append("><skipped message=\"").append(line).append("\"/></testcase>\n");
      case WRONG ->
          xml.append("><failure type=\"proof\" message=\"")
              .append(line)
              .append("\"/></testcase>\n");
    }
  }
}
