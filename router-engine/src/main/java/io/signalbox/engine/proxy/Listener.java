package io.signalbox.engine.proxy;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// Where connections come in: HTTP/1.1 and nothing else, each as a [ClientConnection] that the
/// [ConnectionWatchdog] looks after.
final class Listener implements ServerConnectionSelector {
  private final Http1ConnectionSelector http;
  private final ConnectionWatchdog watchdog;

  Listener(Http1Config config, ConnectionWatchdog watchdog) {
    this.http = Http1ConnectionSelector.builder().config(config).build();
    this.watchdog = watchdog;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var writer = new ClientConnectionWriter(context.dataWriter());
    var caller = new ClientConnection(context.serverSocket(), writer, watchdog);
    return caller.talking(
        http.connection(new ClientConnectionContext(context, caller.reader(), writer)));
  }
}
