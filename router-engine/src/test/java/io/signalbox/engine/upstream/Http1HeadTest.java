package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer's head may say, and where its body ends.
class Http1HeadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "transfer-encoding: chunked\r\n\r\n";

  private record Read(Http1Head head, String body, boolean kept) {}

  private static Read read(String text) throws IOException {
    var head = new Http1Head(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    head.read();
    var complete = new AtomicInteger();
    var body = Http1Body.of(head, complete::incrementAndGet, () -> {});
    String said = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
    return new Read(head, said, complete.get() == 1 && !head.closes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 3\r\ncontent-length: 4\r\n\r\nabcd",
        "content-length: 3, 4\r\n\r\nabcd",
        "content-length: 3,3\r\n\r\nabc",
        "content-length: +3\r\n\r\nabc",
        "content-length: -3\r\n\r\nabc",
        "content-length: 0x3\r\n\r\nabc",
        "content-length:\r\n\r\nabc",
        "content-length: 3 3\r\n\r\nabc",
        "content-length: 9999999999999999\r\n\r\nabc",
        "content-length: 3\r\ncontent-length: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: ,chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: identity\r\n\r\nabc",
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        ": 3\r\n\r\n",
        "a b: 3\r\n\r\n",
        "content-length : 3\r\n\r\nabc",
        "x: 1\r\n folded\r\n\r\n",
        " folded: 1\r\n\r\n",
        "no colon\r\n\r\n",
        "x: a\rcontent-length: 3\r\n\r\n",
        "x: a\u0000b\r\n\r\n",
      })
  void headOfTwoMeaningsIsRefused(String rest) {
    assertThrows(IOException.class, () -> read(OK + rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200 OK",
        "HTTP/1.2 200 OK",
        "HTTP/1.1  200 OK",
        "HTTP/1.1 +20 OK",
        "HTTP/1.1 2000",
        "HTTP/1.1 099 OK",
        "HTTP/1.1 101 Switching Protocols",
        "http/1.1 200 OK",
        "HTTP/1.1",
        "",
        "{\"error\":1}",
      })
  void strangeStatusLineIsRefused(String line) {
    assertThrows(IOException.class, () -> read(line + "\r\ncontent-length: 0\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5\r\nabcde\r\n0\r\n\r\n",
        "+5\r\nabcde\r\n0\r\n\r\n",
        "0x5\r\nabcde\r\n0\r\n\r\n",
        " 5\r\nabcde\r\n0\r\n\r\n",
        "5 5\r\nabcde\r\n0\r\n\r\n",
        "\r\n",
        ";x\r\nabcde\r\n0\r\n\r\n",
        "g\r\n",
        "123456789\r\n",
        "٥\r\nabcde\r\n0\r\n\r\n",
        "4\r\nabcde\r\n0\r\n\r\n",
        "6\r\nabcde\r\n0\r\n\r\n",
        "5\r\nabcdeX\r\n0\r\n\r\n",
        "5\r\nabcde\r\n0\r\n",
        "5\r\nabcde\r\n",
      })
  void strangeChunkIsRefused(String chunks) {
    assertThrows(IOException.class, () -> read(CHUNKED + chunks));
  }

  @Test
  void chunksAreReadWithExtensionsAndTrailers() throws IOException {
    var read = read(CHUNKED + "5;a=b\r\nabcde\r\n0A \t\r\n0123456789\r\n000\r\nx: y\r\n\r\n");
    assertEquals("abcde0123456789", read.body());
    assertTrue(read.kept());
  }

  @Test
  void lengthThatIsSaidTwiceAlikeCountsOnce() throws IOException {
    var read = read(OK + "content-length: 3\r\nContent-Length: 3\r\n\r\nabc");
    assertEquals("abc", read.body());
    assertTrue(read.kept());
  }

  @Test
  void chunksBesideALengthEndTheConnection() throws IOException {
    var read =
        read(OK + "content-length: 9\r\ntransfer-encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
    assertEquals("a", read.body());
    assertFalse(read.kept());
  }

  @Test
  void whatFollowsTheBodyEndsTheConnection() throws IOException {
    assertFalse(read(OK + "content-length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n").kept());
    assertFalse(read(CHUNKED + "0\r\n\r\nx").kept());
    assertFalse(read("HTTP/1.1 204 No Content\r\n\r\nx").kept());
  }

  @Test
  void anyConnectionHeaderMayEndTheConnection() throws IOException {
    String length = "content-length: 0\r\n\r\n";
    assertFalse(read(OK + "connection: keep-alive\r\nconnection: x, Close\r\n" + length).kept());
    assertFalse(read("HTTP/1.0 200 OK\r\n" + length).kept());
    assertTrue(read("HTTP/1.0 200 OK\r\nconnection: Keep-Alive\r\n" + length).kept());
  }

  @Test
  void interimAnswersArePassedOverWithinTheLimitOfAHead() throws IOException {
    String interim = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n";
    assertEquals(200, read(interim + interim + OK + "content-length: 0\r\n\r\n").head().status());
    assertThrows(IOException.class, () -> read(interim.repeat(3000) + OK + "\r\n"));
  }

  @Test
  void lineMayEndInLineFeedAlone() throws IOException {
    assertEquals("abc", read("HTTP/1.1 200 OK\ncontent-length: 3\n\nabc").body());
  }
}
