package io.signalbox.engine.cli;

import io.signalbox.engine.lab.Coverage;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.TraceCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The results of suites for scripts.
final class SuiteView {
  private SuiteView() {}

  static Map<String, Object> of(List<TestCommand.Run> runs, boolean coverage) {
    var view = new LinkedHashMap<String, Object>();
    view.put("passed", runs.stream().mapToLong(run -> run.result().passed()).sum());
    view.put("failed", runs.stream().mapToLong(run -> run.result().failed()).sum());
    view.put("suites", runs.stream().map(run -> suite(run, coverage)).toList());
    return view;
  }

  private static Map<String, Object> suite(TestCommand.Run run, boolean coverage) {
    var view = new LinkedHashMap<String, Object>();
    view.put("file", run.file().toString());
    view.put("graph", run.graph().name());
    view.put("cases", run.result().cases().stream().map(SuiteView::tested).toList());
    if (coverage) {
      view.put("coverage", coverage(run.result().coverage()));
    }
    return view;
  }

  private static Map<String, Object> tested(SuiteResult.Tested tested) {
    var view = new LinkedHashMap<String, Object>();
    view.put("name", tested.test().name());
    view.put("passed", tested.passed());
    view.put("micros", tested.micros());
    view.put("mismatches", tested.mismatches().stream().map(SuiteView::mismatch).toList());
    view.put("trace", TraceCodec.view(tested.trace()));
    return view;
  }

  private static Map<String, Object> mismatch(SuiteResult.Mismatch mismatch) {
    var view = new LinkedHashMap<String, Object>();
    view.put("key", mismatch.key());
    view.put("expected", mismatch.expected());
    view.put("came", mismatch.came());
    return view;
  }

  private static Map<String, Object> coverage(Coverage coverage) {
    var view = new LinkedHashMap<String, Object>();
    for (Coverage.ElementKind kind : Coverage.ElementKind.values()) {
      var counts = new LinkedHashMap<String, Object>();
      counts.put("of", coverage.count(kind));
      counts.put("reached", coverage.reached(kind));
      counts.put(
          "missed",
          coverage.missed().stream()
              .filter(part -> part.kind() == kind)
              .map(Coverage.Element::path)
              .toList());
      view.put(kind.name().toLowerCase(Locale.ROOT) + "s", counts);
    }
    return view;
  }
}
