package io.signalbox.engine.upstream;

import io.signalbox.engine.upstream.ConnectionPool.Origin;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/// One call over a connection of our own: head and body in one write, then the answer's head. A
/// connection that breaks is an error like any other, with one exception: a server of this machine
/// that closes a connection which was used before, at once and without a byte of an answer, is sent
/// the request once more over a new one. Such servers close without saying so, and their answers
/// cost nothing; a provider elsewhere, or one that resets, may have worked on the request. One
/// thread executes it, another may cancel it.
final class Http1Call implements Http {
  private final ConnectionPool connections;
  private final Request request;
  private final Origin origin;
  private final byte[] body;
  private final OpenCall open;
  private volatile Optional<Socket> socket = Optional.empty();
  private volatile boolean cancelled;

  Http1Call(ConnectionPool connections, Request request, Tls trust, byte[] body, OpenCall open) {
    this.connections = connections;
    this.request = request;
    this.origin = Origin.of(request.url(), trust);
    this.body = body;
    this.open = open;
  }

  @Override
  public Reply execute() throws IOException {
    Connection taken = connections.take(origin, this::hold);
    open.connected();
    byte[] bytes = bytes();
    open.sending();
    var head = new Http1Head(taken.in());
    try {
      return over(taken, bytes, head);
    } catch (IOException e) {
      if (!taken.used() || head.begun() || cancelled) {
        throw e;
      }
      connections.distrust(origin);
      return again(bytes, e);
    }
  }

  private Reply again(byte[] bytes, IOException why) throws IOException {
    boolean closed = !(why instanceof SocketException); // a reset may come from what works on it
    if (!closed || !origin.isLocal() || !open.justSent()) {
      throw why;
    }
    Connection fresh = connections.connect(origin, this::hold);
    return over(fresh, bytes, new Http1Head(fresh.in()));
  }

  private Reply over(Connection taken, byte[] bytes, Http1Head head) throws IOException {
    try {
      taken.out().write(bytes);
      head.read();
      return new Reply(
          head.status(), head.headers(), Http1Body.of(head, () -> keep(head, taken), taken::close));
    } catch (IOException e) {
      taken.close();
      throw e;
    }
  }

  private void hold(Socket taken) {
    socket = Optional.of(taken);
    if (cancelled) {
      Connection.closeQuietly(taken);
    }
  }

  /// From here on the connection belongs to another call, so this call can no longer cancel it.
  private void keep(Http1Head head, Connection taken) {
    socket = Optional.empty();
    if (head.closes() || cancelled) {
      taken.close();
    } else {
      connections.keep(origin, taken);
    }
  }

  private byte[] bytes() {
    var head = new StringBuilder(512);
    String query = Optional.ofNullable(request.url().encodedQuery()).map(q -> "?" + q).orElse("");
    head.append("POST ").append(request.url().encodedPath()).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(authority()).append("\r\n");
    head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
    head.append("\r\n");
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      head.append(headers.name(i)).append(": ").append(headers.value(i)).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private String authority() {
    String host = request.url().host();
    int port = request.url().port();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == HttpUrl.defaultPort(request.url().scheme()) ? name : name + ":" + port;
  }

  @Override
  public void cancel() {
    cancelled = true;
    socket.ifPresent(Connection::closeQuietly);
  }
}
