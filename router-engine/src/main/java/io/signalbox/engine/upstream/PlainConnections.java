package io.signalbox.engine.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import okhttp3.HttpUrl;

/// Sockets to servers that speak plain HTTP/1.1, kept open between calls: models on one's own
/// machine or network. For these the general client's pool, routes and interceptors cost more than
/// the rest of a request. Safe for threads.
final class PlainConnections implements AutoCloseable {
  /// Servers on one's own machine close idle connections after five seconds (uvicorn, Node).
  private static final Duration KEEP = Duration.ofSeconds(4);

  /// Above this age a connection is looked at before it is used again.
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final int MOST_IDLE = 1024;
  private static final int MOST_ORIGINS = 256;

  private final Map<Origin, BlockingDeque<Idle>> idle = new ConcurrentHashMap<>();
  private final Map<Origin, Boolean> direct = new ConcurrentHashMap<>();

  /// Where a server listens.
  record Origin(String host, int port) {
    static Origin of(HttpUrl url) {
      return new Origin(url.host(), url.port());
    }
  }

  private record Idle(Socket socket, long since) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  /// Whether a server is reached without a proxy: only then do we speak to it ourselves.
  boolean isDirect(HttpUrl address) {
    if (direct.size() > MOST_ORIGINS) {
      direct.clear();
    }
    return direct.computeIfAbsent(Origin.of(address), origin -> selectsNone(address.uri()));
  }

  private static boolean selectsNone(URI address) {
    var selector = ProxySelector.getDefault();
    return selector == null
        || selector.select(address).stream().allMatch(each -> each.type() == Proxy.Type.DIRECT);
  }

  /// A socket that was used before and still stands, if there is one.
  ///
  /// @param taken is told of the socket at once, so that it can be closed from outside
  Socket take(Origin origin, java.util.function.Consumer<Socket> taken) throws IOException {
    var waiting = idle.get(origin);
    for (Idle next = poll(waiting); next != null; next = poll(waiting)) {
      if (stands(next)) {
        taken.accept(next.socket());
        return next.socket();
      }
      next.socket().close();
    }
    return connect(origin, taken);
  }

  private static @org.jspecify.annotations.Nullable Idle poll(
      @org.jspecify.annotations.Nullable BlockingDeque<Idle> waiting) {
    return waiting == null ? null : waiting.pollFirst();
  }

  private static boolean stands(Idle next) throws IOException {
    Duration age = next.age();
    return age.compareTo(FRESH) < 0 || (age.compareTo(KEEP) < 0 && isOpen(next.socket()));
  }

  /// A server that closed has sent an end; one that waits has sent nothing.
  private static boolean isOpen(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() > 255;
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connect(Origin origin, java.util.function.Consumer<Socket> taken)
      throws IOException {
    IOException last = new IOException("no address for " + origin.host());
    for (InetAddress address : InetAddress.getAllByName(origin.host())) {
      Socket socket = new Socket();
      try {
        taken.accept(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, origin.port()));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  /// Keeps a socket whose answer was read to its end.
  void keep(Origin origin, Socket socket) {
    if (idle.size() > MOST_ORIGINS) {
      close();
    }
    var waiting = idle.computeIfAbsent(origin, key -> new LinkedBlockingDeque<>(MOST_IDLE));
    if (!waiting.offerFirst(new Idle(socket, System.nanoTime()))) {
      closeQuietly(socket);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, whatever it says.
      return;
    }
  }

  @Override
  public void close() {
    idle.values().forEach(waiting -> waiting.forEach(each -> closeQuietly(each.socket())));
    idle.clear();
  }
}
