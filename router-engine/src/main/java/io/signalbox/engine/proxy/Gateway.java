package io.signalbox.engine.proxy;

import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import java.util.List;
import java.util.Optional;

/// What the door asks of the engine behind it. Safe for threads.
public interface Gateway {
  /// The app whose key this is.
  Optional<String> appOf(Secret key);

  /// The names that a client can ask for as a model, the default first.
  List<String> models();

  /// The dialects in which clients ask, always the same; clients who show none speak the first.
  List<ClientDialect> dialects();

  /// Hears of a request that was turned away at the door.
  default void refused(ClientError why) {}

  /// Carries a request out on the calling thread.
  Result ask(IncomingRequest inquiry, ReplySink sink);
}
