package io.signalbox.engine.api;

import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.KeyRef;
import java.util.Optional;

/// A key that is about to be sent to a server, without the key itself. Immutable.
///
/// @param model the id of the model in the graph
/// @param key the key's name
/// @param origin the server as it is compared and dialed
/// @param ownLetters the host in its own script; empty if it is ASCII
/// @param readable whether the connection is not encrypted
public record KeyUse(
    String model, String key, String origin, Optional<String> ownLetters, boolean readable) {

  /// The use of a call; empty if it has no key or no server.
  public static Optional<KeyUse> of(Egress egress) {
    return egress
        .key()
        .map(KeyRef::name)
        .flatMap(key ->
            egress
                .server()
                .map(server ->
                    new KeyUse(
                        egress.model(),
                        key,
                        server.text(),
                        server.ownLetters(),
                        server.isReadable())));
  }
}
