package io.signalbox.engine.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A client that says exactly what it is told to say, byte by byte.
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  /// What came back.
  record Reply(int status, List<String> headers, String body) {
    /// The header's value; empty if it is not there.
    String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElse("");
    }

    boolean hasCorsHeader() {
      return headers.stream()
          .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
  }

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /// Says that nothing more will come.
  RawClient endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// Closes so that the other side gets a reset.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Reply reply() throws IOException {
    String status = line();
    var headers = new java.util.ArrayList<String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    var head = new Reply(Integer.parseInt(status.split(" ")[1]), headers, "");
    return new Reply(head.status(), headers, body(head));
  }

  private String body(Reply head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      var body = new StringBuilder();
      for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
        body.append(chunk);
      }
      return body.toString();
    }
    String length = head.header("content-length");
    return length.isEmpty() ? "" : text(Integer.parseInt(length));
  }

  /// The next chunk of a chunked body; empty at its end.
  String chunk() throws IOException {
    String text = text(Integer.parseInt(line(), 16));
    line();
    return text;
  }

  private String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /// The next line, without its end; throws at the end of the connection.
  String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed after: " + bytes);
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /// Whether the other side closes without saying anything more.
  boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /// A request for a chat with these further header lines.
  static String chat(int port, String body, String... headers) {
    var lines = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\n");
    lines.append("Host: 127.0.0.1:").append(port).append("\r\n");
    lines.append("Content-Type: application/json\r\n");
    lines.append("Authorization: Bearer ").append(FakeGateway.KEY).append("\r\n");
    Arrays.stream(headers).forEach(line -> lines.append(line).append("\r\n"));
    return lines + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static String get(String path, String... headers) {
    return "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
