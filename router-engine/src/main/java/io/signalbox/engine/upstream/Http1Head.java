package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the head of an answer over HTTP/1.1 and what follows it, through one buffer. Where two
/// readers could disagree about where an answer ends (RFC 9112, sections 2.2, 5 and 6), it is
/// refused. A line may end in LF alone, as the RFC allows. Belongs to one thread.
final class Http1Head {
  private static final int MOST_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[4 << 10];
  private int at;
  private int filled;
  private boolean begun;
  private int headBytes;
  private int status;
  private boolean old;
  private Http1Framing framing = Http1Framing.UNTIL_CLOSED;
  private final List<String> headers = new ArrayList<>(); // names in lower case and values in turn

  Http1Head(InputStream in) {
    this.in = in;
  }

  /// Reads up to the empty line; interim answers (1xx) are passed over, within the limit of a head.
  void read() throws IOException {
    do {
      headers.clear();
      String first = line();
      status = status(first);
      old = first.startsWith("HTTP/1.0");
      for (String line = line(); !line.isEmpty(); line = line()) {
        addHeader(line);
      }
    } while (status < 200);
    headBytes = 0;
    framing = Http1Framing.of(status, all("transfer-encoding"), all("content-length"));
  }

  private static int status(String line) throws IOException {
    boolean sound =
        (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
            && line.length() >= 12
            && (line.length() == 12 || line.charAt(12) == ' ');
    if (!sound || !Http1Framing.isDigits(line.substring(9, 12))) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    int status = Integer.parseInt(line.substring(9, 12));
    if (status < 100 || status == 101) {
      throw new IOException("the answer has an unexpected status: " + status);
    }
    return status;
  }

  private void addHeader(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line, colon)) {
      throw new IOException("the answer has a header without a name");
    }
    headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
    headers.add(strip(line, colon + 1));
  }

  private static boolean isToken(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Without the spaces and tabs around it, which are all that HTTP calls white space.
  private static String strip(String line, int from) {
    int begin = from;
    int end = line.length();
    while (begin < end && isSpace(line.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(begin, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /// The size of the next chunk stands on a line of its own.
  String chunkLine() throws IOException {
    headBytes = 0;
    return line();
  }

  /// What ends a chunk is CR and LF, without leniency: else its size would be a matter of taste.
  void chunkEnd() throws IOException {
    if (next() != '\r' || next() != '\n') {
      throw new IOException("a chunk is longer than its size");
    }
  }

  /// A line without its end. All lines of a head together have a limit.
  String line() throws IOException {
    int end = lineFeed();
    String line = end < filled ? text(end) : pieces();
    if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
      throw new IOException("a header line of the answer contains an invalid character");
    }
    return line;
  }

  /// The line up to a LF in the buffer, which is passed over.
  private String text(int lineFeed) throws IOException {
    boolean returned = lineFeed > at && buffer[lineFeed - 1] == '\r';
    String text = upTo(returned ? lineFeed - 1 : lineFeed);
    at = lineFeed + 1;
    return text;
  }

  /// A line that is not whole in the buffer.
  private String pieces() throws IOException {
    var line = new StringBuilder();
    int end = filled;
    while (end == filled) {
      line.append(upTo(end));
      if (!fill()) {
        throw new IOException("the connection was closed before the answer was complete");
      }
      end = lineFeed();
    }
    line.append(upTo(end));
    at = end + 1;
    return withoutReturn(line.toString());
  }

  /// Where the next one stands in the buffer; the end of what is filled if none has come.
  private int lineFeed() {
    int i = at;
    while (i < filled && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  private String upTo(int end) throws IOException {
    headBytes += end - at;
    if (headBytes > MOST_BYTES) {
      throw new IOException("the answer's head is larger than 64 KiB");
    }
    return new String(buffer, at, end - at, StandardCharsets.ISO_8859_1);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int next() throws IOException {
    if (at == filled && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(buffer));
    begun |= filled > 0;
    return filled > 0;
  }

  /// Bytes of the body, first those that came with the head.
  int read(byte[] bytes, int from, int most) throws IOException {
    if (at == filled) {
      return in.read(bytes, from, most);
    }
    int count = Math.min(most, filled - at);
    System.arraycopy(buffer, at, bytes, from, count);
    at += count;
    return count;
  }

  /// Whether anything has come at all.
  boolean begun() {
    return begun;
  }

  int status() {
    return status;
  }

  /// By name; of several of one name the last.
  Map<String, String> headers() {
    Map<String, String> all = HashMap.newHashMap(headers.size() / 2);
    for (int i = 0; i < headers.size(); i += 2) {
      all.put(headers.get(i), headers.get(i + 1));
    }
    return all;
  }

  private List<String> all(String name) {
    var all = new ArrayList<String>(1);
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equals(name)) {
        all.add(headers.get(i + 1));
      }
    }
    return all;
  }

  /// Where the body ends.
  Http1Framing framing() {
    return framing;
  }

  /// Whether nothing more can follow on the connection, or more has come than was asked for.
  boolean closes() {
    String said = String.join(",", all("connection")).toLowerCase(Locale.ROOT);
    return at != filled
        || !framing.keeps()
        || said.contains("close")
        || (old && !said.contains("keep-alive"));
  }
}
