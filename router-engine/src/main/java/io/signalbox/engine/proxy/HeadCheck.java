package io.signalbox.engine.proxy;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the head of one request by the letter, in one pass over its bytes as they come: a method
/// that is known, a target of visible ASCII, `HTTP/1.1`, header lines that end with CRLF, names
/// without space, values without control characters, one `Host`, and one unmistakable length of the
/// body. Not safe for threads.
final class HeadCheck {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");
  private static final String VERSION = "HTTP/1.1";
  private static final int MOST_DIGITS = 18;
  private static final String BROKEN = "malformed HTTP/1.1 request";

  /// What a name may consist of, by the byte.
  private static final boolean[] TOKEN = token();

  /// Relative to where the head begins.
  private int scanned;

  private int line;
  private boolean first = true;
  private String method = "";
  private String target = "";
  private boolean host;
  private OptionalLong length = OptionalLong.empty();
  private boolean chunked;

  private static boolean[] token() {
    var allowed = new boolean[128];
    for (char c = 0; c < 128; c++) {
      allowed[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
    return allowed;
  }

  /// The body's length if it has one told in advance, else 0.
  long contentLength() {
    return length.orElse(0);
  }

  boolean isChunked() {
    return chunked;
  }

  /// Reads on from where it stopped. The bytes from `from` on are those of the last time, and more.
  ///
  /// @return the head's length; -1 if it is not whole
  /// @throws RequestException if it is no proper head
  int read(byte[] buffer, int from, int to) {
    int i = from + scanned;
    while (i < to && !isSplit(buffer, i, to)) {
      byte b = buffer[i];
      if (isText(b)) {
        i++;
      } else if (b == '\n') {
        i++;
        if (ended(buffer, from + line, i)) {
          return i - from;
        }
        line = i - from;
      } else if ((b == '\r' && buffer[i + 1] == '\n') || (b == '\t' && !first)) {
        i++;
      } else {
        throw refused(400, BROKEN);
      }
    }
    scanned = i - from;
    notTooLong(buffer, from);
    return -1;
  }

  private static boolean isText(byte b) {
    return b < 0 || (b >= ' ' && b != 127);
  }

  /// Whether it cannot be known yet what follows a CR.
  private static boolean isSplit(byte[] buffer, int i, int to) {
    return i + 1 == to && buffer[i] == '\r';
  }

  private void notTooLong(byte[] buffer, int from) {
    if (first && scanned > 0 && !isToken(buffer[from])) {
      throw refused(400, BROKEN);
    }
    if (first && scanned > RequestFraming.LINE_BYTES) {
      throw refused(414, "the URL is too long");
    }
    if (scanned > RequestFraming.LINE_BYTES + RequestFraming.HEADER_BYTES) {
      throw refused(431, "the headers are too large");
    }
  }

  /// A line has ended.
  ///
  /// @param to after its LF
  /// @return whether it was the head's last
  private boolean ended(byte[] buffer, int begin, int to) {
    int end = to - 2;
    if (end < begin || buffer[end] != '\r') {
      throw refused(400, BROKEN);
    }
    if (first) {
      requestLine(buffer, begin, end);
      first = false;
      return false;
    }
    if (end > begin) {
      header(buffer, begin, end);
      return false;
    }
    whole();
    return true;
  }

  private void whole() {
    if (!host) {
      throw refused(400, "a request must have one Host header, with a host and a port");
    }
    if (chunked && length.isPresent()) {
      throw refused(400, "a request must not have both Content-Length and Transfer-Encoding");
    }
  }

  private void requestLine(byte[] buffer, int begin, int end) {
    if (end - begin > RequestFraming.LINE_BYTES) {
      throw refused(414, "the URL is too long");
    }
    String text = new String(buffer, begin, end - begin, StandardCharsets.ISO_8859_1);
    int one = text.indexOf(' ');
    int two = text.indexOf(' ', one + 1);
    if (one <= 0 || two <= one + 1 || !isToken(buffer, begin, begin + one)) {
      throw refused(400, BROKEN);
    }
    target = text.substring(one + 1, two);
    version(text.substring(two + 1));
    address(buffer, begin + one + 1, begin + two);
    method = text.substring(0, one);
    if (!METHODS.contains(method)) {
      throw refused(501, "unknown method; methods are in upper case");
    }
  }

  private void version(String version) {
    if (!version.equals(VERSION)) {
      throw version.matches("HTTP/1\\.[0-9]")
          ? refused(505, "only HTTP/1.1 is supported; in nginx, set proxy_http_version 1.1")
          : refused(400, BROKEN);
    }
  }

  private void address(byte[] buffer, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (buffer[i] < 0 || buffer[i] == '#') {
        throw refused(400, BROKEN);
      }
    }
  }

  private void header(byte[] buffer, int begin, int end) {
    int colon = begin;
    while (colon < end && isToken(buffer[colon])) {
      colon++;
    }
    if (colon == begin || colon == end || buffer[colon] != ':') {
      throw refused(400, BROKEN);
    }
    switch (colon - begin) {
      case 4 -> host(buffer, begin, colon, end);
      case 6 -> expect(buffer, begin, colon, end);
      case 14 -> length(buffer, begin, colon, end);
      case 17 -> encoding(buffer, begin, colon, end);
      default -> {}
    }
  }

  private void host(byte[] buffer, int begin, int colon, int end) {
    if (!is(buffer, begin, "host")) {
      return;
    }
    String value = value(buffer, colon, end);
    if (host || !isHost(value)) {
      throw refused(400, "a request must have one Host header, with a host and a port");
    }
    host = true;
  }

  private static boolean isHost(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isOfHost(value.charAt(i))) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isOfHost(int c) {
    return c < TOKEN.length && (TOKEN[c] || "()[]:;,=".indexOf(c) >= 0);
  }

  private void expect(byte[] buffer, int begin, int colon, int end) {
    if (is(buffer, begin, "expect")
        && !value(buffer, colon, end).equalsIgnoreCase("100-continue")) {
      throw refused(417, "only Expect: 100-continue is supported");
    }
  }

  private void length(byte[] buffer, int begin, int colon, int end) {
    if (!is(buffer, begin, "content-length")) {
      return;
    }
    String value = value(buffer, colon, end);
    if (length.isPresent() || !isNumber(value)) {
      throw refused(400, "Content-Length must be one number");
    }
    length = OptionalLong.of(Long.parseLong(value));
  }

  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MOST_DIGITS;
  }

  private void encoding(byte[] buffer, int begin, int colon, int end) {
    if (!is(buffer, begin, "transfer-encoding")) {
      return;
    }
    if (chunked || !value(buffer, colon, end).equalsIgnoreCase("chunked")) {
      throw refused(400, "Transfer-Encoding must be chunked and nothing else");
    }
    chunked = true;
  }

  private static boolean is(byte[] buffer, int begin, String name) {
    for (int i = 0; i < name.length(); i++) {
      if ((buffer[begin + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Without the white space around it, which is spaces and tabs and nothing else.
  private static String value(byte[] buffer, int colon, int end) {
    int from = colon + 1;
    int to = end;
    while (from < to && isBlank(buffer[from])) {
      from++;
    }
    while (to > from && isBlank(buffer[to - 1])) {
      to--;
    }
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isToken(byte b) {
    return b >= 0 && TOKEN[b];
  }

  private static boolean isToken(byte[] buffer, int begin, int end) {
    int i = begin;
    while (i < end && isToken(buffer[i])) {
      i++;
    }
    return i == end;
  }

  /// The request is refused, whatever of it has been read.
  RequestException refused(int status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(Status.create(status))
        .request(new Broken(method, path(), message))
        .setKeepAlive(false)
        .safeMessage(true)
        .message(message)
        .build();
  }

  private String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// As much as is known of a request that is none.
  ///
  /// @param why what is wrong with it
  record Broken(String method, String path, String why) implements DirectHandler.TransportRequest {
    @Override
    public String protocolVersion() {
      return VERSION;
    }

    @Override
    public ServerRequestHeaders headers() {
      return ServerRequestHeaders.create();
    }
  }
}
