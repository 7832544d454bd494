package io.signalbox.engine.cli;

import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.util.List;
import java.util.Map;

/// What `route --json` prints: a trace, and the graph's problems.
final class RouteView {
  private RouteView() {}

  static Map<String, Object> of(Trace trace) {
    var view = TraceCodec.view(trace);
    view.put("problems", trace.error().isEmpty() ? List.of() : List.of(trace.error()));
    return view;
  }
}
