package io.signalbox.engine.proxy;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.List;
import java.util.Optional;

/// The headers of an answer: the `x-signalbox-` ones that say how it came about, and those that
/// make it a stream.
final class ReplyHeaders {
  private static final String GRAPH = "x-signalbox-graph";
  private static final String ATTEMPTS = "x-signalbox-attempts";

  private ReplyHeaders() {}

  /// How the answer comes about, as far as is known when it begins.
  static void of(ReplySink.Beginning beginning, ServerResponse response) {
    response.header(GRAPH, HeaderText.of(beginning.graph()));
    response.header("x-signalbox-model", HeaderText.of(beginning.model()));
    response.header("x-signalbox-path", HeaderText.of(String.join(" > ", beginning.path())));
    experiments(beginning.experiments(), response);
    response.header(ATTEMPTS, Integer.toString(beginning.attempts()));
    if (ClientConnection.current().isDoorClosed()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    beginning.cache().ifPresent(use -> cache(use, response));
    if (beginning.simulated()) {
      response.header("x-signalbox-simulated", "true");
    }
  }

  private static void cache(ReplySink.CacheUse use, ServerResponse response) {
    switch (use) {
      case ReplySink.CacheUse.Hit hit -> {
        response.header("x-signalbox-cache", "hit");
        response.header("x-signalbox-cache-age", Long.toString(hit.age().toSeconds()));
      }
      case ReplySink.CacheUse.Miss miss -> response.header("x-signalbox-cache", "miss");
    }
  }

  /// What caused an error before any model answered.
  static void of(Trace trace, ServerResponse response) {
    response.header(GRAPH, HeaderText.of(trace.graph()));
    experiments(
        Step.experiments(trace.steps()).stream()
            .map(step -> step.experiment() + "=" + step.to())
            .toList(),
        response);
    response.header(ATTEMPTS, Integer.toString(trace.calls().size()));
  }

  private static void experiments(List<String> branches, ServerResponse response) {
    if (!branches.isEmpty()) {
      response.header("x-signalbox-experiment", HeaderText.of(String.join(", ", branches)));
    }
  }

  /// A cost that rests on an estimate is for the trace, which marks it.
  static void cost(ReplySink.Ending ending, ServerResponse response) {
    Optional<Money> cost =
        ending.attempt().isEmpty()
            ? Optional.of(Money.ZERO)
            : ending
                .attempt()
                .filter(call -> ending.usage().isPresent())
                .flatMap(ReplyHeaders::usd);
    cost.map(Money::plain).ifPresent(usd -> response.header("x-signalbox-cost-usd", usd));
  }

  private static Optional<Money> usd(Attempt attempt) {
    return attempt.cost().total();
  }

  /// A stream of events, which nothing on its route may hold back.
  ///
  /// @param type its media type
  static void stream(String type, ServerResponse response) {
    response.header("Content-Type", type);
    response.header("Cache-Control", "no-cache");
    response.header("X-Accel-Buffering", "no");
  }
}
