package io.signalbox.engine.upstream;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Who vouches for a server's certificate. Certificates and host names are always verified.
///
/// @param id tells authorities apart: a connection that one of them vouched for is never used where
///   another one counts
/// @param factory empty for plain HTTP
record Tls(String id, Optional<SSLSocketFactory> factory) {
  /// Plain HTTP: no certificates.
  static final Tls NONE = new Tls("", Optional.empty());

  @Override
  public boolean equals(Object other) {
    return other instanceof Tls tls && tls.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /// The connection over a channel that is connected; for TLS the server has shown by then who it
  /// is.
  Connection secured(SocketChannel channel, String host, int port) throws IOException {
    return factory.isEmpty()
        ? Connection.of(channel, Optional.empty())
        : Connection.of(channel, Optional.of(shaken(factory.get(), channel, host, port)));
  }

  private static SSLSocket shaken(
      SSLSocketFactory factory, SocketChannel channel, String host, int port) throws IOException {
    var socket = (SSLSocket) factory.createSocket(channel.socket(), host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
