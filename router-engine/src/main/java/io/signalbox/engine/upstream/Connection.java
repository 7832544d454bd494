package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// A connection to a server, plain or secured. Used by one thread at a time; any thread may close
/// it.
///
/// @param channel what it runs over
/// @param secured the TLS around it, if there is one
/// @param used whether an answer came over it before
record Connection(SocketChannel channel, Optional<SSLSocket> secured, boolean used) {

  /// A connection that is to be used for the first time.
  static Connection of(SocketChannel channel, Optional<SSLSocket> secured) {
    return new Connection(channel, secured, false);
  }

  Connection usedAgain() {
    return used ? this : new Connection(channel, secured, true);
  }

  InputStream in() throws IOException {
    return secured.isPresent() ? secured.get().getInputStream() : channel.socket().getInputStream();
  }

  OutputStream out() throws IOException {
    return secured.isPresent()
        ? secured.get().getOutputStream()
        : channel.socket().getOutputStream();
  }

  /// What another thread closes to end the call. It is the socket below TLS, because TLS waits to
  /// say goodbye.
  Socket socket() {
    return channel.socket();
  }

  /// Whether the server has neither sent anything since its last answer nor closed. Otherwise the
  /// connection is stale: what comes without a request belongs to no request, so it must not be
  /// used again.
  boolean isQuiet() {
    try {
      return secured.map(Connection::hasNothingLeft).orElse(true) && hasNothingToRead();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasNothingLeft(SSLSocket socket) {
    try {
      return socket.getInputStream().available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Reads without waiting: nothing, a byte, or the end.
  private boolean hasNothingToRead() throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) == 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  /// Closes it without a farewell; one that is gone already is no trouble.
  void close() {
    closeQuietly(channel.socket());
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, whatever it says.
      return;
    }
  }
}
