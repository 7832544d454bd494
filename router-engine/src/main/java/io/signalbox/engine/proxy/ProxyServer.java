package io.signalbox.engine.proxy;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.URI;
import java.time.Duration;

/// A running door. Safe for threads; closing it ends all connections.
public final class ProxyServer implements AutoCloseable {
  private static final int BACKLOG = 2_048;
  private static final int HEADER_BYTES = 64 << 10;
  private static final int LINE_BYTES = 8 << 10;

  private final WebServer server;
  private final ProxySettings settings;

  private ProxyServer(WebServer server, ProxySettings settings) {
    this.server = server;
    this.settings = settings;
  }

  /// Opens the door.
  ///
  /// @throws ProxyException if the address is taken or not ours
  public static ProxyServer start(ProxySettings settings, Gateway gateway) {
    var check = new DoorCheck(settings, gateway);
    try {
      WebServer server = server(settings, gateway, check).start();
      check.openedOn(server.port());
      return new ProxyServer(server, settings);
    } catch (RuntimeException e) {
      throw new ProxyException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + reason(e));
    }
  }

  private static String reason(Throwable trouble) {
    Throwable deepest = trouble;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private static WebServer server(ProxySettings settings, Gateway gateway, DoorCheck check) {
    return WebServer.builder()
        .host(settings.host())
        .port(settings.port())
        .backlog(BACKLOG)
        .useNio(false)
        .maxPayloadSize(settings.bodyBytes())
        .maxTcpConnections(settings.connections())
        .idleConnectionTimeout(Duration.ofMinutes(5))
        .idleConnectionPeriod(Duration.ofSeconds(30))
        .shutdownHook(false)
        .shutdownGracePeriod(Duration.ofMillis(500))
        .connectionOptions((SocketOptions.Builder options) -> options.tcpNoDelay(true))
        .contentEncoding(
            ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
        .protocolsDiscoverServices(false)
        .addProtocol(
            Http1Config.builder()
                .maxHeadersSize(HEADER_BYTES)
                .maxPrologueLength(LINE_BYTES)
                .sendKeepAliveHeader(false)
                .build())
        .routing(routing -> route(routing, gateway, check))
        .build();
  }

  private static void route(HttpRouting.Builder routing, Gateway gateway, DoorCheck check) {
    var chat = new ChatRoute(gateway);
    var models = new ModelsRoute(gateway);
    routing
        .addFilter(check)
        .post("/v1/chat/completions", chat)
        .get("/v1/models", models::list)
        .get("/v1/models/{+id}", models::one)
        .get("/healthz", (request, response) -> response.send("{\"status\":\"ok\"}"))
        .get("/", (request, response) -> response.send("Signalbox\n"))
        .head("/", (request, response) -> response.status(Status.OK_200).send())
        .error(Throwable.class, new Trap(gateway));
  }

  /// Where clients find it: `http://127.0.0.1:4141`.
  public URI address() {
    String host = settings.isExposed() ? "127.0.0.1" : settings.host();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
