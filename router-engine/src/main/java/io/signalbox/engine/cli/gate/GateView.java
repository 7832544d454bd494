package io.signalbox.engine.cli.gate;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.lab.GateReport;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of a gate, for scripts, in the order in which it is printed.
final class GateView {
  private GateView() {}

  static Map<String, Object> of(GateReport report) {
    GateNode gate = report.gate();
    var view = new LinkedHashMap<String, Object>();
    view.put("node", gate.id());
    view.put("suite", gate.suite());
    view.put("requests", report.requests());
    view.put("answers", report.answers());
    view.put("passed", report.passed());
    view.put("needed", gate.passRate());
    view.put("confidence", gate.confidence());
    report
        .result()
        .ifPresent(result -> {
          view.put("cases", result.cases());
          view.put("pass_rate", result.rate());
          view.put("at_least", result.lower(gate.confidence()));
          view.put("at", result.at().toString());
          view.put("expires", result.at().plus(gate.expires()).toString());
        });
    report.verdict().ifPresent(verdict -> view.put("open", verdict.open()));
    view.put("not_run", report.notRun());
    view.put("failed", report.failures().stream().map(GateView::of).toList());
    view.put("usd", report.usd().plain());
    view.put("unpriced", report.unpriced());
    return view;
  }

  private static Map<String, Object> of(GateReport.Failed failed) {
    var view = new LinkedHashMap<String, Object>();
    view.put("case", failed.test());
    view.put("key", failed.mismatch().key());
    view.put("expected", failed.mismatch().expected());
    return view;
  }
}
