package io.signalbox.engine.proxy;

import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.trace.Feedback;
import java.util.List;
import java.util.Optional;

/// What the proxy needs of the engine behind it. Safe for threads.
public interface Gateway {
  /// The app that this API key authenticates.
  Optional<String> appOf(Secret key);

  /// The names that a client can use as a model, the default first.
  List<String> models();

  /// The dialects of clients, always the same; clients who show none speak the first.
  List<ClientDialect> dialects();

  /// Hears of a request that was refused before it was read.
  default void refused(ClientError why) {}

  /// Keeps what an app says of one of its answers.
  ///
  /// @param app empty if no key is needed and none was shown
  default Feedback.Receipt feedback(String app, Feedback feedback) {
    return new Feedback.Receipt.Unknown();
  }

  /// Carries a request out on the calling thread. A request for an unknown model (a name of no
  /// graph) takes the first graph.
  Result handle(IncomingRequest incoming, ReplySink sink);
}
