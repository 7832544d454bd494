package io.signalbox.engine.proxy;

import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import java.util.List;
import java.util.Optional;

/// What the door asks of the engine behind it. Safe for threads.
public interface Gateway {
  /// The app whose key this is.
  Optional<String> appOf(Secret key);

  /// The names that a client can ask for as a model, the default first.
  List<String> models();

  /// How clients of a dialect are understood and answered.
  ///
  /// @param dialect `openai`, `anthropic` or `responses`
  ClientSide client(String dialect);

  /// Hears of a request that was turned away at the door.
  default void refused(ClientError why) {}

  /// Carries a request out on the calling thread.
  Result ask(IncomingRequest inquiry, ReplySink sink);
}
