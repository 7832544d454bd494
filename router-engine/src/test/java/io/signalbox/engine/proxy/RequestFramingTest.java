package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken for a request, and where one ends.
final class RequestFramingTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: x:1\r\n\r\n";
  private static final String POST = "POST /a HTTP/1.1\r\nHost: x:1\r\n";

  private static List<String> parts(String text, int step) {
    var framing = new RequestFraming(1_000);
    var parts = new ArrayList<String>();
    for (int i = 0; i < text.length(); i += step) {
      String piece = text.substring(i, Math.min(text.length(), i + step));
      framing.feed(piece.getBytes(StandardCharsets.ISO_8859_1));
      for (Optional<byte[]> next = framing.next(); next.isPresent(); next = framing.next()) {
        parts.add(new String(next.get(), StandardCharsets.ISO_8859_1));
      }
    }
    assertFalse(framing.isHolding());
    return parts;
  }

  private static int status(String text) {
    int whole =
        assertThrows(RequestException.class, () -> parts(text, text.length())).status().code();
    int dripped = assertThrows(RequestException.class, () -> parts(text, 1)).status().code();
    assertEquals(whole, dripped, "however it is cut");
    return whole;
  }

  private static String chunked(String body) {
    return POST + "Transfer-Encoding: chunked\r\n\r\n" + body;
  }

  @Test
  void headsAndBodiesAreGivenOnOneByOne() {
    String sized = POST + "Content-Length: 3\r\n\r\n";
    String head = chunked("");
    String body = "3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n";
    assertEquals(
        List.of(GET, sized, "abc", head, body, GET),
        parts(GET + sized + "abc" + head + body + GET, 10_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void itDoesNotMatterHowTheBytesAreCut(int step) {
    String text =
        GET
            + (POST + "content-length:\t3 \r\n\r\nabc")
            + chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
            + (POST + "Transfer-Encoding: CHUNKED\r\nExpect: 100-Continue\r\n\r\n0\r\n\r\n")
            + GET;
    assertEquals(text, String.join("", parts(text, step)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " / HTTP/1.1",
        "/ HTTP/1.1",
        "GET  / HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET /  HTTP/1.1",
        "GET / http/1.1",
        "GET / HTTP/1.1x",
        "GET / HTTP/2.0",
        "GET / HTTPS/1.1",
        "GET /",
        "GET",
        "",
        "GET\t/ HTTP/1.1",
        "GET /\u0000 HTTP/1.1",
        "GET /\u007f HTTP/1.1",
        "GET /\u00e4 HTTP/1.1",
        "GET /#a HTTP/1.1",
        "G\u0000T / HTTP/1.1",
        "G(T / HTTP/1.1",
        "\u0016\u0003\u0001\u0002"
      })
  void requestLineIsReadByTheLetter(String line) {
    assertEquals(400, status(line + "\r\nHost: x:1\r\n\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.0, 505",
    "GET / HTTP/1.2, 505",
    "post / HTTP/1.1, 501",
    "Post / HTTP/1.1, 501",
    "GETX / HTTP/1.1, 501",
    "CONNECT x:1 HTTP/1.1, 501"
  })
  void otherVersionsAndMethodsAreSaidToBeUnknown(String line, int status) {
    assertEquals(status, status(line + "\r\nHost: x:1\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: ,chunked",
        "Transfer-Encoding: chunked,",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding:\u000bchunked",
        "Transfer-Encoding: \u000cchunked",
        "Transfer-Encoding: \u00a0chunked",
        "Transfer-Encoding:",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nContent-Length: 1",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Content-Length: +5",
        "Content-Length: 5,5",
        "Content-Length: 5, 5",
        "Content-Length: 0x5",
        "Content-Length: 1_0",
        "Content-Length: 5.0",
        "Content-Length:",
        "Content-Length: \u0665",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 99999999999999999999",
        ": a",
        ":",
        "X Y: a",
        "X\u0000: a",
        "X\u00e4: a",
        "X: a\u0000",
        "X: a\u0008b",
        "X: a\u007f",
        "X: a\rb",
        "X: a\nY: b",
        " X: a",
        "X: a\r\n b",
        "X: a\r\n\tb",
        "X",
        "Host: x:1",
        "Host:"
      })
  void headerLinesAreReadByTheLetter(String lines) {
    assertEquals(400, status(POST + lines + "\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host:\r\n", "Host: \t\r\n", "Host: a b\r\n", "Host: x/y\r\n"})
  void oneHostMustBeThere(String host) {
    assertEquals(400, status("GET / HTTP/1.1\r\n" + host + "\r\n"));
  }

  @Test
  void onlyOneThingCanBeExpected() {
    assertEquals(417, status(POST + "Expect: 200-ok\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "5;a=b\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "5\r\nhello!\r\n0\r\n\r\n",
        "\r\n",
        "000000005\r\nhello\r\n0\r\n\r\n",
        "0\r\nX: a\r\n\r\n",
        "0\r\nGET / HTTP/1.1\r\n\r\n"
      })
  void chunksAreReadByTheLetter(String body) {
    assertEquals(400, status(chunked(body)));
  }

  @Test
  void chunksThatGrowTooLargeAreRefused() {
    assertEquals(413, status(chunked("3e8\r\n" + "x".repeat(1_000) + "\r\n1\r\nx\r\n0\r\n\r\n")));
    assertEquals(413, status(chunked("ffffffff\r\n")));
  }

  @Test
  void headsThatAreTooLongAreNotCollected() {
    assertEquals(414, status("GET /" + "a".repeat(9_000)));
    assertEquals(414, status("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n"));
    assertEquals(431, status("GET / HTTP/1.1\r\n" + "X: aaaaaaaaaaaaaaaaaaaa\r\n".repeat(4_000)));
  }
}
