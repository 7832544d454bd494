package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;

/// Which dialect is spoken where: Anthropic's at `/v1/messages` and below, OpenAI's two at their
/// own addresses. Elsewhere, as at the list of models, which all have, a client of Anthropic is
/// known by the header that all of them send; whoever does not send it gets OpenAI's.
final class ClientApis {
  private static final String CHAT = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";
  private static final String RESPONSES = "/v1/responses";
  private static final HeaderName VERSION = HeaderNames.create("anthropic-version");

  private final Gateway gateway;

  ClientApis(Gateway gateway) {
    this.gateway = gateway;
  }

  ClientApi of(ServerRequest request) {
    return of(request.prologue().uriPath().rawPath(), request.headers());
  }

  ClientApi of(String path, Headers headers) {
    if (isAt(RESPONSES, path)) {
      return named(ClientApi.RESPONSES);
    }
    boolean anthropic = isAt(MESSAGES, path) || (!path.equals(CHAT) && headers.contains(VERSION));
    return named(anthropic ? ClientApi.ANTHROPIC : ClientApi.OPENAI);
  }

  private static boolean isAt(String address, String path) {
    return path.equals(address) || path.startsWith(address + "/");
  }

  ClientApi named(String dialect) {
    return new ClientApi(dialect, gateway.client(dialect));
  }
}
