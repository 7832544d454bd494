package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Router;

/// Carries requests out: decides, calls, fails over, passes the answer on, records. Live traffic,
/// tests and what-ifs all go through here. Safe for threads; each request stays on its own.
public final class Exchange {
  private final ExchangeContext context;

  public Exchange(ExchangeContext context) {
    this.context = context;
  }

  /// Carries one request out on the calling thread. Interrupting the thread gives the request up.
  public Result run(Router router, IncomingRequest incoming, ReplySink sink) {
    var exchange = new ExchangeRun(context, router, incoming, sink);
    boolean recorded = false;
    try {
      Result result = exchange.go();
      recorded = true;
      context.recorder().accept(result.trace());
      return result;
    } finally {
      if (!recorded) {
        context.recorder().accept(exchange.trace(500));
      }
    }
  }
}
