package io.signalbox.engine.lab;

import io.signalbox.engine.route.gate.GateSource;
import io.signalbox.engine.route.gate.GateState;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// A source that is asked once for each moment, however many ask. Safe for threads.
final class SourceAtMoment implements GateSource {
  private final GateSource source;
  private final AtomicReference<Seen> last;

  SourceAtMoment(GateSource source) {
    this.source = source;
    this.last = new AtomicReference<>(new Seen(Instant.MIN, new GateState.NeverRun()));
  }

  private record Seen(Instant at, GateState state) {}

  @Override
  public GateState at(Instant now) {
    Seen seen = last.get();
    if (!seen.at().equals(now)) {
      seen = new Seen(now, source.at(now));
      last.set(seen);
    }
    return seen.state();
  }
}
