package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that refuses each connection as long as the tests run: it is bound, so
 * that no server of another test gets it, and nobody listens.
 */
public final class ClosedPort {
  private static final Socket BOUND = bound();

  private ClosedPort() {}

  /** Its number. */
  public static int number() {
    return BOUND.getLocalPort();
  }

  private static Socket bound() {
    try {
      var socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
