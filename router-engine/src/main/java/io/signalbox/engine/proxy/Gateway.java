package io.signalbox.engine.proxy;

import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.EarlierTurns;
import io.signalbox.engine.spi.ToldAnswer;
import io.signalbox.engine.trace.Feedback;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /// What is remembered of an app's conversations.
  default EarlierTurns earlier(String app) {
    return EarlierTurns.NONE;
  }

  /// Remembers an answer that its client may go on with. Called before the client is told its end,
  /// so that the next request finds it.
  ///
  /// @param beginning how the answer began
  /// @param conversation all that was said before it; empty if that is not known
  default void told(
      String app,
      ReplySink.Beginning beginning,
      ToldAnswer answer,
      Optional<List<String>> conversation) {}

  /// The tokens of a request as the provider counts them that would answer it first, or as nearly
  /// as is known; empty if none would.
  default OptionalLong count(IncomingRequest incoming) {
    return OptionalLong.empty();
  }

  /// Carries a request out on the calling thread. A request for an unknown model (a name of no
  /// graph) takes the first graph.
  Result handle(IncomingRequest incoming, ReplySink sink);
}
