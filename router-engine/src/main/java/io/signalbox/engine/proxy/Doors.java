package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;

/// Which dialect is spoken where: Anthropic's at `/v1/messages` and below, OpenAI's at its own
/// address. Elsewhere, as at the list of models, which both have, a client of Anthropic is known by
/// the header that all of them send; whoever does not send it gets OpenAI's.
final class Doors {
  private static final String CHAT = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";
  private static final HeaderName VERSION = HeaderNames.create("anthropic-version");

  private final Gateway gateway;

  Doors(Gateway gateway) {
    this.gateway = gateway;
  }

  Door of(ServerRequest request) {
    return of(request.prologue().uriPath().rawPath(), request.headers());
  }

  Door of(String path, Headers headers) {
    boolean messages = path.equals(MESSAGES) || path.startsWith(MESSAGES + "/");
    boolean anthropic = messages || (!path.equals(CHAT) && headers.contains(VERSION));
    return named(anthropic ? Door.ANTHROPIC : Door.OPENAI);
  }

  Door named(String dialect) {
    return new Door(dialect, gateway.client(dialect));
  }
}
