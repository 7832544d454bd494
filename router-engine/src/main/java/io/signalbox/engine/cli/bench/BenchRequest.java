package io.signalbox.engine.cli.bench;

import java.nio.charset.StandardCharsets;

/// The requests of a benchmark, ready to be written to a connection.
final class BenchRequest {
  private static final String QUESTION = "Why does this loop never end? ";

  private BenchRequest() {}

  /// A question of about 1 KB, as any app would ask it.
  static byte[] whole(int port, String key) {
    return post(port, key, "");
  }

  /// The same, to be answered as a stream.
  static byte[] streamed(int port, String key) {
    return post(port, key, "\"stream\":true,\"stream_options\":{\"include_usage\":true},");
  }

  private static byte[] post(int port, String key, String fields) {
    String body =
        "{\"model\":\"Bench\","
            + fields
            + "\"messages\":[{\"role\":\"user\",\"content\":\""
            + QUESTION.repeat(32)
            + "\"}]}";
    return ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Asks whether a server is ready.
  static byte[] health(int port) {
    return ("GET /healthz HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
