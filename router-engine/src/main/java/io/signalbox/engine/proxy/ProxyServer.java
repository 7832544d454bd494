package io.signalbox.engine.proxy;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

/// A running proxy. Safe for threads.
public final class ProxyServer implements AutoCloseable {
  private static final int BACKLOG = 2_048;

  /// Beyond the places: connections that are ended but not yet gone, and the last who come with a
  /// key while everybody else is being answered.
  static final int SPARE = 64;

  /// How long it may take to tell those whose answers are ended, and to record it.
  private static final Duration LAST_WORDS = Duration.ofSeconds(15);

  /// The server's own idle time goes by the wall clock, which may jump; ours does not.
  private static final Duration NEVER = Duration.ofDays(1_000_000);

  private final WebServer server;
  private final ConnectionWatchdog watchdog;
  private final ProxySettings settings;
  private boolean closed;

  private ProxyServer(WebServer server, ConnectionWatchdog watchdog, ProxySettings settings) {
    this.server = server;
    this.watchdog = watchdog;
    this.settings = settings;
  }

  /// Starts the proxy.
  ///
  /// @throws ProxyException if the address is taken or not ours
  public static ProxyServer start(ProxySettings settings, Gateway gateway) {
    return start(settings, gateway, BodyMemory.ofThisProgram());
  }

  static ProxyServer start(ProxySettings settings, Gateway gateway, BodyMemory memory) {
    probe(settings);
    int places = OpenFiles.places(settings);
    return open(settings.limited(settings.bodyBytes(), places), gateway, memory);
  }

  private static ProxyServer open(ProxySettings settings, Gateway gateway, BodyMemory memory) {
    var apis = new ClientApis(gateway.dialects());
    var check = new AccessCheck(settings, gateway, apis);
    var watchdog = new ConnectionWatchdog(settings);
    try {
      WebServer server = server(settings, gateway, apis, check, watchdog, memory).start();
      check.openedOn(server.port());
      watchdog.start();
      return new ProxyServer(server, watchdog, settings);
    } catch (RuntimeException e) {
      watchdog.close();
      throw closed(settings, e);
    }
  }

  /// Helidon only logs why it cannot listen.
  private static void probe(ProxySettings settings) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException | IllegalArgumentException e) {
      throw closed(settings, e);
    }
  }

  private static ProxyException closed(ProxySettings settings, Exception e) {
    return new ProxyException(
        "cannot listen on " + settings.host() + ":" + settings.port() + ": " + reason(e));
  }

  private static String reason(Throwable trouble) {
    Throwable deepest = trouble;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private static WebServer server(
      ProxySettings settings,
      Gateway gateway,
      ClientApis apis,
      AccessCheck check,
      ConnectionWatchdog watchdog,
      BodyMemory memory) {
    return WebServer.builder()
        .host(settings.host())
        .port(settings.port())
        .backlog(BACKLOG)
        .useNio(false)
        .maxTcpConnections(settings.connections() + SPARE)
        .idleConnectionTimeout(NEVER)
        .shutdownHook(false)
        .shutdownGracePeriod(settings.drain().plus(LAST_WORDS))
        .connectionOptions((SocketOptions.Builder options) -> options.tcpNoDelay(true))
        .contentEncoding(
            ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new Listener(http(), watchdog))
        .directHandlers(EarlyReply.forAll(apis))
        .routing(routing -> route(routing.addFilter(check), gateway, apis, memory))
        .build();
  }

  /// What is checked of heads is checked by [RequestFraming], which is stricter; a packed body is
  /// refused only after the key was looked at.
  private static Http1Config http() {
    return Http1Config.builder()
        .maxHeadersSize(RequestFraming.HEADER_BYTES + RequestFraming.LINE_BYTES)
        .maxPrologueLength(RequestFraming.LINE_BYTES + 1)
        .validateRequestHeaders(false)
        .sendKeepAliveHeader(false)
        .build();
  }

  private static void route(
      HttpRouting.Builder routing, Gateway gateway, ClientApis apis, BodyMemory memory) {
    var elsewhere = new NotFoundRoute(apis);
    new ClientRouting(gateway, apis, memory, elsewhere).addTo(routing);
    routing
        .post(FeedbackRoute.PATH, new FeedbackRoute(gateway, apis, memory))
        .any(FeedbackRoute.PATH, elsewhere.only("POST"))
        .get("/healthz", (request, response) -> response.send("{\"status\":\"ok\"}"))
        .any("/healthz", elsewhere.only("GET"))
        .get("/", (request, response) -> response.send("Signalbox\n"))
        .head("/", (request, response) -> response.status(Status.OK_200).send())
        .any("/", elsewhere.only("GET, HEAD"))
        .any(elsewhere)
        .error(Throwable.class, new InternalErrorHandler(apis));
  }

  /// Where clients find it: `http://127.0.0.1:4141`.
  public URI address() {
    return URI.create("http://" + settings.ownName() + ":" + port());
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  /// Lets answers end no longer: a proxy that is being stopped tells all clients at once that it
  /// is.
  public void hurry() {
    watchdog.hurry();
  }

  /// Graceful shutdown: accepts no connection any more, lets answers end for the settings' time,
  /// then ends the others and tells their clients. All are recorded when it returns, also for a
  /// second call meanwhile.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    var draining =
        Thread.ofPlatform().name("signalbox-drain").start(() -> watchdog.drain(settings.drain()));
    server.stop();
    try {
      draining.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watchdog.close();
  }
}
