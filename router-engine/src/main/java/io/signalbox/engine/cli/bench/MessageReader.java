package io.signalbox.engine.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads HTTP/1.1 messages one after the other from one connection and forgets their bodies, which
/// have a length or come in chunks. That is all that a benchmark needs. For one thread.
public final class MessageReader {
  private static final int MOST_HEAD = 64 << 10;
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

  private final InputStream in;
  private final byte[] buffer = new byte[MOST_HEAD];
  private int from;
  private int to;

  public MessageReader(InputStream in) {
    this.in = in;
  }

  /// The first line of the next message, whose body has been read too; empty at the end.
  ///
  /// @throws IOException also if it breaks off or says no length
  public Optional<String> next() throws IOException {
    int end = endOfHead();
    if (end < 0) {
      return Optional.empty();
    }
    String head = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
    from = end;
    skipBody(head);
    return Optional.of(head.substring(0, head.indexOf('\r')));
  }

  private void skipBody(String head) throws IOException {
    if (!head.toLowerCase(Locale.ROOT).contains(CHUNKED)) {
      skip(length(head));
      return;
    }
    int size = chunkSize();
    while (size > 0) {
      skip(size + 2);
      size = chunkSize();
    }
    skip(2);
  }

  /// Reads the line before a chunk, which has no extensions.
  private int chunkSize() throws IOException {
    int size = 0;
    for (int b = octet(); b != '\n'; b = octet()) {
      if (b != '\r') {
        size = size << 4 | Character.digit(b, 16);
      }
    }
    if (size < 0) {
      throw new IOException("a chunk has an invalid size");
    }
    return size;
  }

  private int octet() throws IOException {
    if (from == to && !fill()) {
      throw new IOException("a message is incomplete");
    }
    return buffer[from++];
  }

  private int endOfHead() throws IOException {
    int looked = from;
    while (true) {
      for (int i = Math.max(from, looked - 3); i + 3 < to; i++) {
        if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r') {
          return i + 4;
        }
      }
      int kept = to - from;
      if (!fill()) {
        return end(kept);
      }
      looked = from + kept;
    }
  }

  private static int end(int kept) throws IOException {
    if (kept > 0) {
      throw new IOException("a message is incomplete");
    }
    return -1;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    if (to == buffer.length) {
      throw new IOException("a message's head is longer than 64 KiB");
    }
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }

  private static int length(String head) throws IOException {
    int begin = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (begin < 0) {
      throw new IOException("a message has no length");
    }
    int digits = begin + LENGTH.length();
    try {
      return Integer.parseInt(head.substring(digits, head.indexOf('\r', digits)).strip());
    } catch (NumberFormatException e) {
      throw new IOException("a message has an invalid length", e);
    }
  }

  private void skip(int length) throws IOException {
    int left = length;
    while (left > to - from) {
      left -= to - from;
      from = to;
      if (!fill()) {
        throw new IOException("a message is incomplete");
      }
    }
    from += left;
  }
}
