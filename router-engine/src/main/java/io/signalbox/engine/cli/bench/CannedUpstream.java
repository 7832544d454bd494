package io.signalbox.engine.cli.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/// Providers that answer everything with the same completion, whole at once or as a stream.
final class CannedUpstream {
  static final String BODY =
      "{\"id\":\"chatcmpl-canned\",\"object\":\"chat.completion\",\"created\":1767225600,"
          + "\"model\":\"canned\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
          + "\"content\":\"The loop never ends because its counter is never raised.\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":220,"
          + "\"completion_tokens\":12,\"total_tokens\":232}}";

  /// How many pieces of text a stream has.
  static final int EVENTS = 50;

  static final long BETWEEN_EVENTS_MILLIS = 10;

  /// What each piece of text contains, and nothing else of a stream.
  static final String WORD = "never-ending";

  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] EVENT =
      chunk(
          event(
              "[{\"index\":0,\"delta\":{\"content\":\"" + WORD + " \"},\"finish_reason\":null}]",
              ""));

  private static final byte[] STREAM_END =
      join(
          chunk(
              event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "")
                  + event(
                      "[]",
                      ",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":50,"
                          + "\"total_tokens\":70}")
                  + "data: [DONE]\n\n"),
          chunk(""));

  private CannedUpstream() {}

  /// Answers at once.
  static LocalServer start() {
    return LocalServer.start(ServerSocketFactory.getDefault(), (request, out) -> out.write(ANSWER));
  }

  /// Answers everything with [#EVENTS] events, [#BETWEEN_EVENTS_MILLIS] apart, the first at once.
  static LocalServer streaming() {
    return LocalServer.start(ServerSocketFactory.getDefault(), (request, out) -> stream(out));
  }

  private static void stream(OutputStream out) throws IOException {
    out.write(join(STREAM_HEAD, EVENT));
    for (int i = 1; i < EVENTS; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_EVENTS_MILLIS));
      out.write(EVENT);
    }
    out.write(STREAM_END);
  }

  private static String event(String choices, String more) {
    return "data: {\"id\":\"chatcmpl-canned\",\"object\":\"chat.completion.chunk\","
        + "\"created\":1767225600,\"model\":\"canned\",\"choices\":"
        + choices
        + more
        + "}\n\n";
  }

  private static byte[] chunk(String text) {
    return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
