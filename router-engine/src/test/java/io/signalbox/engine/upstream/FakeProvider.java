package io.signalbox.engine.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider on a bare socket of this machine that does exactly what a test tells it to, byte by
/// byte.
public final class FakeProvider implements AutoCloseable {
  private final String scheme;
  private final ServerSocket server;
  private final List<Play> plays;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  public final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  public final CountDownLatch leftByClient = new CountDownLatch(1);
  public final CountDownLatch stalled = new CountDownLatch(1);
  public final CountDownLatch gate = new CountDownLatch(1);

  /// What happens on one connection.
  public interface Play {
    void on(Line line) throws Exception;
  }

  /// @param plays for each connection one; the last one for all after it
  public FakeProvider(Play... plays) throws IOException {
    this("http", new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1")), plays);
  }

  private FakeProvider(String scheme, ServerSocket server, Play... plays) {
    this.scheme = scheme;
    this.plays = List.of(plays);
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /// The same behind TLS, with HTTP/1.1 only.
  static FakeProvider secured(TestCertificate certificate, Play... plays) throws Exception {
    var sockets = certificate.context().getServerSocketFactory();
    var server = sockets.createServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
    return new FakeProvider("https", server, plays);
  }

  public String url() {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Play play = plays.get(Math.min(connections.getAndIncrement(), plays.size() - 1));
        Thread.ofVirtual().start(() -> serve(socket, play));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket, Play play) {
    try (socket) {
      play.on(new Line(socket));
    } catch (Exception e) {
      leftByClient.countDown();
    }
  }

  /// One connection, seen from the provider.
  public final class Line {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Line(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /// Reads a whole request; its head is kept for the test.
    public String request() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("left");
        }
        head.write(b);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
      int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      requests.add(text + body);
      return text + body;
    }

    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    public void head(int status, String... headers) throws IOException {
      var text = new StringBuilder("HTTP/1.1 " + status + " Word\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      send(text + "\r\n");
    }

    public void whole(int status, String type, String body, String... headers) throws IOException {
      var all = new java.util.ArrayList<>(List.of(headers));
      all.add("content-type: " + type);
      all.add("content-length: " + body.getBytes(StandardCharsets.UTF_8).length);
      head(status, all.toArray(String[]::new));
      send(body);
    }

    public void beginStream() throws IOException {
      head(200, "content-type: text/event-stream", "transfer-encoding: chunked");
    }

    public void event(String data) throws IOException {
      chunk("data: " + data + "\n\n");
    }

    public void chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      send(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
    }

    public void endStream() throws IOException {
      send("0\r\n\r\n");
    }

    /// Says no more; ends when the client closes the connection.
    public void stall() throws IOException {
      stalled.countDown();
      while (in.read() >= 0) {
        // Whatever the client still sends is of no interest.
      }
      leftByClient.countDown();
    }

    /// Closes the connection without a word.
    public void hangUp() throws IOException {
      socket.close();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Lets a little time pass between two pieces, and notices that the client has left.
    public void pause() throws IOException {
      socket.setSoTimeout(20);
      try {
        if (in.read() < 0) {
          throw new IOException("left");
        }
      } catch (java.net.SocketTimeoutException e) {
        // Still there.
        return;
      } finally {
        socket.setSoTimeout(0);
      }
    }

    /// Waits for the test.
    public void waitForGate() throws InterruptedException {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never opened the gate");
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
