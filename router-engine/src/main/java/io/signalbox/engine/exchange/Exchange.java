package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Router;

/// Carries requests out: decides, asks, fails over, passes the answer on, records. Live traffic,
/// tests and what-ifs all go through here. Safe for threads; each request stays on its own.
public final class Exchange {
  private final ExchangeContext around;

  public Exchange(ExchangeContext around) {
    this.around = around;
  }

  /// Carries one request out on the calling thread. Interrupting the thread gives the request up.
  public Result run(Router router, IncomingRequest inquiry, ReplySink sink) {
    var journey = new ExchangeRun(around, router, inquiry, sink);
    boolean recorded = false;
    try {
      Result result = journey.go();
      recorded = true;
      around.recorder().accept(result.trace());
      return result;
    } finally {
      if (!recorded) {
        around.recorder().accept(journey.trace(500));
      }
    }
  }
}
