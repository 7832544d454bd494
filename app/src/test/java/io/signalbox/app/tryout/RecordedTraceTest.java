package io.signalbox.app.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests that the ledger kept.
final class RecordedTraceTest {
  private final Trace trace = Desk.trace("Why is this SQL slow?");

  @Test
  void recordedPathIsRestored() {
    var recorded = new RecordedTrace(TraceCodec.read(TraceCodec.json(trace)));
    assertEquals(RoutePath.of(trace, Desk.graph()), RoutePath.of(recorded.trace(), Desk.graph()));
    assertEquals(List.of(), recorded.goneFrom(Desk.graph()));
  }

  @Test
  void changedGraphIsReported() {
    var recorded = new RecordedTrace(TraceCodec.read(TraceCodec.json(trace)));
    var changed = new GraphEdit.Remove("code").apply(Desk.graph());
    assertEquals(List.of("topic → code", "code → opus"), recorded.goneFrom(changed));
  }
}
