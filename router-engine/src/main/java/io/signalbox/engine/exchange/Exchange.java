package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Router;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// Carries requests out: decides, calls, fails over, passes the answer on, records. Live traffic,
/// tests and what-ifs all go through here. Safe for threads; each request stays on its own.
public final class Exchange {
  private final ExchangeContext context;
  private final Copies copies;
  private final PromptCounting counting;

  /// One that runs no copies of requests.
  public Exchange(ExchangeContext context) {
    this(context, Copies.NONE);
  }

  /// @param copies runs copies of requests
  public Exchange(ExchangeContext context, Copies copies) {
    this.context = context;
    this.copies = copies;
    this.counting = new PromptCounting(context);
  }

  /// The tokens of a request as the provider counts them that would answer it first, or as nearly
  /// as we know; empty if none would. Nothing is recorded of it.
  public OptionalLong count(Router router, IncomingRequest incoming) {
    return counting.of(router, incoming);
  }

  /// The same in other surroundings.
  public Exchange in(UnaryOperator<ExchangeContext> other) {
    return new Exchange(other.apply(context), copies);
  }

  /// Carries one request out on the calling thread. Interrupting the thread gives the request up.
  public Result run(Router router, IncomingRequest incoming, ReplySink sink) {
    return ExchangeRun.of(context, router, incoming, sink, copies).recorded();
  }
}
