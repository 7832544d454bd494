package io.signalbox.engine.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/// Connections to servers that speak HTTP/1.1, kept open between calls: models on one's own machine
/// or network. For these the general client's pool, routes and interceptors cost more than the rest
/// of a request, and it does not look at what a server sends between two answers.
///
/// Stale connections are found before they are used: a connection is used again only if nothing has
/// come on it since its last answer and the server has not closed it. A server that closes
/// connections which were about to be used again is not trusted with idle ones for a minute. Safe
/// for threads.
final class ConnectionPool implements AutoCloseable {
  /// Servers on one's own machine close idle connections after five seconds (uvicorn, Node).
  private static final Duration KEEP = Duration.ofSeconds(4);

  /// How long no connection is kept to a server that closed one without saying so.
  private static final Duration DISTRUST = Duration.ofMinutes(1);

  private static final int MOST_IDLE = 1024;
  private static final int MOST_ORIGINS = 256;

  private final Map<Origin, BlockingDeque<Idle>> idle = new ConcurrentHashMap<>();
  private final Map<Origin, Long> distrusted = new ConcurrentHashMap<>();
  private final Map<Origin, Boolean> direct = new ConcurrentHashMap<>();

  /// Where a server listens, and whose word is taken that it is the right one.
  ///
  /// @param trust who vouches for its certificate; [Tls#NONE] for plain HTTP
  record Origin(String host, int port, Tls trust) {
    static Origin of(HttpUrl url, Tls trust) {
      return new Origin(url.host(), url.port(), trust);
    }

    /// Whether it is a server of this machine: its answers cost nothing.
    boolean isLocal() {
      return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
  }

  private record Idle(Connection connection, long since) {
    boolean isUsable() throws IOException {
      return System.nanoTime() - since < KEEP.toNanos() && connection.isQuiet();
    }
  }

  /// Whether a server is reached without a proxy: only then do we speak to it ourselves.
  boolean isDirect(HttpUrl address) {
    if (direct.size() > MOST_ORIGINS) {
      direct.clear();
    }
    return direct.computeIfAbsent(
        Origin.of(address, Tls.NONE), origin -> selectsNone(address.uri()));
  }

  private static boolean selectsNone(URI address) {
    var selector = ProxySelector.getDefault();
    return selector == null
        || selector.select(address).stream().allMatch(each -> each.type() == Proxy.Type.DIRECT);
  }

  /// A connection that was used before and is still good, else a new one.
  ///
  /// @param taken is told of the socket at once, so that it can be closed from outside
  Connection take(Origin origin, Consumer<Socket> taken) throws IOException {
    var waiting = idle.get(origin);
    for (Idle next = poll(waiting); next != null; next = poll(waiting)) {
      if (next.isUsable()) {
        taken.accept(next.connection().socket());
        return next.connection();
      }
      next.connection().close();
    }
    return connect(origin, taken);
  }

  private static @org.jspecify.annotations.Nullable Idle poll(
      @org.jspecify.annotations.Nullable BlockingDeque<Idle> waiting) {
    return waiting == null ? null : waiting.pollFirst();
  }

  /// A new connection.
  ///
  /// @param taken is told of the socket at once, so that it can be closed from outside
  Connection connect(Origin origin, Consumer<Socket> taken) throws IOException {
    IOException last = new IOException("no address for " + origin.host());
    for (InetAddress address : InetAddress.getAllByName(origin.host())) {
      var channel = SocketChannel.open();
      try {
        taken.accept(channel.socket());
        channel.socket().setTcpNoDelay(true);
        channel.connect(new InetSocketAddress(address, origin.port()));
        return origin.trust().secured(channel, origin.host(), origin.port());
      } catch (IOException e) {
        channel.close();
        last = e;
      }
    }
    throw last;
  }

  /// Keeps a connection whose answer was read to its end.
  void keep(Origin origin, Connection connection) {
    if (idle.size() > MOST_ORIGINS) {
      close();
    }
    var waiting = idle.computeIfAbsent(origin, key -> new LinkedBlockingDeque<>(MOST_IDLE));
    var next = new Idle(connection.usedAgain(), System.nanoTime());
    if (isDistrusted(origin) || !waiting.offerFirst(next)) {
      connection.close();
    }
  }

  private boolean isDistrusted(Origin origin) {
    Long since = distrusted.get(origin);
    if (since == null) {
      return false;
    }
    boolean holds = System.nanoTime() - since < DISTRUST.toNanos();
    if (!holds) {
      distrusted.remove(origin, since);
    }
    return holds;
  }

  /// A server closed a connection that it had kept, and a request was lost with it.
  void distrust(Origin origin) {
    if (distrusted.size() > MOST_ORIGINS) {
      distrusted.clear();
    }
    distrusted.put(origin, System.nanoTime());
    var waiting = idle.get(origin);
    for (Idle next = poll(waiting); next != null; next = poll(waiting)) {
      next.connection().close();
    }
  }

  @Override
  public void close() {
    idle.values().forEach(waiting -> waiting.forEach(each -> each.connection().close()));
    idle.clear();
  }
}
