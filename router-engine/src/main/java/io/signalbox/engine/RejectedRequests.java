package io.signalbox.engine;

import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.trace.RejectedRequest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last requests that were refused before they were read. They are kept in memory only: a
/// client without a key must not be able to fill the disk. Safe for threads.
final class RejectedRequests {
  private static final int MOST = 100;

  private final InstantSource clock;
  private final Deque<RejectedRequest> latest = new ArrayDeque<>();

  RejectedRequests(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(ClientError why) {
    if (latest.size() == MOST) {
      latest.removeLast();
    }
    latest.addFirst(new RejectedRequest(clock.instant(), why.status(), why.message()));
  }

  /// The newest first.
  synchronized List<RejectedRequest> latest() {
    return List.copyOf(latest);
  }
}
