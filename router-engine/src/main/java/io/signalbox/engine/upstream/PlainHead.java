package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the head of an answer over plain HTTP/1.1 and what follows it, through one buffer. Belongs
/// to one thread.
final class PlainHead {
  private static final int MOST_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[4 << 10];
  private int at;
  private int filled;
  private int headBytes;
  private int status;
  private boolean close;
  private final List<String> headers = new ArrayList<>(); // names in lower case and values in turn

  PlainHead(InputStream in) {
    this.in = in;
  }

  /// Reads up to the empty line; interim answers (1xx) are passed over.
  void read() throws IOException {
    do {
      headers.clear();
      headBytes = 0;
      String first = line();
      status = status(first);
      close = first.startsWith("HTTP/1.0");
      for (String line = line(); !line.isEmpty(); line = line()) {
        addHeader(line);
      }
    } while (status < 200);
    headBytes = 0;
    String connection = header("connection").toLowerCase(Locale.ROOT);
    close = connection.contains("close") || (close && !connection.contains("keep-alive"));
  }

  private static int status(String line) throws IOException {
    boolean sound = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
    if (!sound || !line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IOException("the answer is no HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private void addHeader(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0 || Character.isWhitespace(line.charAt(colon - 1))) {
      throw new IOException("the answer has a header without a name");
    }
    headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
    headers.add(line.substring(colon + 1).strip());
  }

  /// The size of the next chunk stands on a line of its own.
  String chunkLine() throws IOException {
    headBytes = 0;
    return line();
  }

  /// A line without its end. All lines of a head together have a limit.
  String line() throws IOException {
    var line = new StringBuilder(64);
    for (int b = next(); b != '\n'; b = next()) {
      if (b < 0) {
        throw new IOException("the connection was closed before the answer was whole");
      }
      if (++headBytes > MOST_BYTES) {
        throw new IOException("the answer's head is larger than 64 KiB");
      }
      line.append((char) b);
    }
    int length = line.length();
    boolean cr = length > 0 && line.charAt(length - 1) == '\r';
    return cr ? line.substring(0, length - 1) : line.toString();
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

  /// The first header of a name in lower case; empty if there is none.
  String header(String name) {
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equals(name)) {
        return headers.get(i + 1);
      }
    }
    return "";
  }

  boolean isChunked() {
    return header("transfer-encoding").toLowerCase(Locale.ROOT).endsWith("chunked");
  }

  /// Whether nothing more can follow on the connection, or nobody could tell where it begins.
  boolean closes() {
    return close || at != filled || (!isChunked() && header("content-length").isEmpty());
  }

  /// The body's length; -1 if it lasts until the server closes.
  long contentLength() throws IOException {
    if (status == 204 || status == 304) {
      return 0;
    }
    String length = header("content-length");
    if (length.isEmpty()) {
      return -1;
    }
    if (length.length() > 15 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IOException("the answer has no sound length");
    }
    return Long.parseLong(length);
  }
}
