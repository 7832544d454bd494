package io.signalbox.engine.route.client;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import java.util.Optional;

/// A label by which an app says of itself what else is found out.
final class ClientLabel {
  private ClientLabel() {}

  /// The label from `x-signalbox-metadata`, else from the request; empty if there is none.
  static Optional<String> of(String name, ChatRequest request, Client client) {
    return Optional.ofNullable(client.metadata().get(name))
        .or(() -> Optional.ofNullable(request.metadata().get(name)))
        .filter(value -> !value.isBlank());
  }
}
