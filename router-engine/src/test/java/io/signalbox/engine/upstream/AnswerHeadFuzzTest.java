package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.wire.Pieces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import okhttp3.internal.connection.BufferedSocket;
import okhttp3.internal.connection.RealCall;
import okhttp3.internal.http.ExchangeCodec;
import okhttp3.internal.http1.Http1ExchangeCodec;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;

/// An answer of HTTP/1.1 that both our reader and OkHttp's accept is the same to both: status,
/// headers, body. What only ours accepts would be a request smuggled past somebody.
final class AnswerHeadFuzzTest {
  private static final Request REQUEST = new Request.Builder().url("http://127.0.0.1/").build();
  private static final OkHttpClient CLIENT = new OkHttpClient();

  @FuzzTest
  void isTheSameToAnotherReader(byte[] answer) {
    Optional<Read> ours = ours(new ByteArrayInputStream(answer));
    assertEquals(ours, ours(new Pieces(answer, Arrays.hashCode(answer))), "cut in pieces");
    Optional<Read> theirs = theirs(answer);
    if (ours.isPresent() && theirs.isPresent()) {
      Set<String> plain = ours.get().plain();
      assertEquals(theirs.get().only(plain), ours.get().only(plain));
    }
    assertTrue(
        ours.isEmpty() || theirs.isPresent() || isKnown(answer, ours.get()),
        () -> "only we accept it: " + ours.get());
  }

  /// What of an answer matters.
  private record Read(int status, Map<String, String> headers, String body) {
    /// The headers whose values both take for the same. What is beyond ASCII is UTF-8 for OkHttp,
    /// bytes for us, as HTTP says; control characters at the ends are white space for OkHttp, and a
    /// part of the value for us, so that no length and no coding can have them.
    Set<String> plain() {
      return headers.entrySet().stream()
          .filter(each -> each.getValue().chars().allMatch(c -> c >= ' ' && c < 127))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    Read only(Set<String> names) {
      var some = new TreeMap<>(headers);
      some.keySet().retainAll(names);
      return new Read(status, some, body);
    }
  }

  /// What we accept and OkHttp does not: bytes beyond ASCII and control characters in a value that
  /// are handed on as they are, and interim answers, of which it takes but one kind.
  private static boolean isKnown(byte[] answer, Read read) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    boolean odd = text.chars().anyMatch(c -> c >= 127 || (c < ' ' && c != '\r' && c != '\n'));
    boolean interim = text.startsWith("HTTP/1.1 1") || text.startsWith("HTTP/1.0 1");
    boolean empty = read.status() == 204 || read.status() == 205;
    return odd || interim || empty;
  }

  private static Optional<Read> ours(InputStream in) {
    try {
      var head = new Http1Head(in);
      head.read();
      try (var body = Http1Body.of(head, () -> {}, () -> {})) {
        String text = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        return Optional.of(new Read(head.status(), new TreeMap<>(head.headers()), text));
      }
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private static Optional<Read> theirs(byte[] answer) {
    var codec = new Http1ExchangeCodec(CLIENT, new Carrier(), new Wire(answer));
    try {
      codec.writeRequest(REQUEST.headers(), "GET / HTTP/1.1");
      Response response = head(codec);
      Map<String, String> headers = new TreeMap<>();
      response
          .headers()
          .forEach(each -> headers.put(each.getFirst().toLowerCase(Locale.ROOT), each.getSecond()));
      boolean none = response.code() == 204 || response.code() == 304;
      String body =
          none
              ? ""
              : Okio.buffer(codec.openResponseBodySource(response))
                  .readString(StandardCharsets.ISO_8859_1);
      return Optional.of(new Read(response.code(), headers, body));
    } catch (IOException | IllegalArgumentException | IllegalStateException refused) {
      return Optional.empty();
    }
  }

  private static Response head(Http1ExchangeCodec codec) throws IOException {
    Response response;
    do {
      response = codec.readResponseHeaders(false).request(REQUEST).build();
    } while (response.code() < 200);
    if (response.protocol() != Protocol.HTTP_1_1 && response.protocol() != Protocol.HTTP_1_0) {
      throw new IOException("no HTTP/1.1");
    }
    return response;
  }

  /// A connection of which only the answer matters.
  private static final class Wire implements BufferedSocket {
    private final Buffer in = new Buffer();
    private final BufferedSink out = Okio.buffer(Okio.blackhole());

    Wire(byte[] answer) {
      in.write(answer);
    }

    @Override
    public BufferedSource getSource() {
      return in;
    }

    @Override
    public BufferedSink getSink() {
      return out;
    }

    @Override
    public void cancel() {}
  }

  private static final class Carrier implements ExchangeCodec.Carrier {
    @Override
    public Route getRoute() {
      throw new IllegalStateException("nobody asks for the route");
    }

    @Override
    public void trackFailure(RealCall call, IOException e) {}

    @Override
    public void noNewExchanges() {}

    @Override
    public void cancel() {}
  }
}
