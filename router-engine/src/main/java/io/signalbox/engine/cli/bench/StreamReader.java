package io.signalbox.engine.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads one streamed answer of [CannedUpstream#streaming] from a connection, piece by piece,
/// through whatever proxy it came. For one thread.
final class StreamReader {
  private static final int MOST_LINE = 8 << 10;
  private static final int HEXADECIMAL = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[MOST_LINE];
  private int from;
  private int to;
  private final byte[] line = new byte[MOST_LINE];
  private int length;
  private int words;
  private long firstNanos;
  private boolean done;

  StreamReader(InputStream in) {
    this.in = in;
  }

  /// Reads it to its end.
  ///
  /// @return when its first piece of text was there, by [System#nanoTime]
  /// @throws IOException also if anything is missing of it
  long read() throws IOException {
    String status = head();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("got " + status);
    }
    readHeaders();
    readChunks();
    if (words != CannedUpstream.EVENTS || !done) {
      throw new IOException("the stream is incomplete");
    }
    return firstNanos;
  }

  private void readHeaders() throws IOException {
    boolean chunked = false;
    for (String header = head(); !header.isEmpty(); header = head()) {
      chunked |=
          header.toLowerCase(Locale.ROOT).replace(" ", "").equals("transfer-encoding:chunked");
    }
    if (!chunked) {
      throw new IOException("the stream is not chunked");
    }
  }

  private void readChunks() throws IOException {
    for (int size = size(); size > 0; size = size()) {
      for (int i = 0; i < size; i++) {
        take(next());
      }
      head();
    }
    head();
  }

  private int size() throws IOException {
    try {
      return Integer.parseUnsignedInt(head(), HEXADECIMAL);
    } catch (NumberFormatException e) {
      throw new IOException("a chunk has an invalid size", e);
    }
  }

  private void take(int letter) throws IOException {
    if (letter == '\n') {
      event(new String(line, 0, length, StandardCharsets.US_ASCII));
      length = 0;
    } else {
      keep(letter);
    }
  }

  private void event(String text) {
    if (text.contains(CannedUpstream.WORD)) {
      firstNanos = words == 0 ? System.nanoTime() : firstNanos;
      words++;
    }
    done |= text.strip().equals("data: [DONE]");
  }

  private void keep(int letter) throws IOException {
    if (length == MOST_LINE) {
      throw new IOException("a line is longer than 8 KiB");
    }
    line[length++] = (byte) letter;
  }

  /// A line that is not content.
  private String head() throws IOException {
    var text = new StringBuilder();
    for (int letter = next(); letter != '\n'; letter = next()) {
      if (text.length() == MOST_LINE) {
        throw new IOException("a line is longer than 8 KiB");
      }
      text.append((char) letter);
    }
    return text.toString().strip();
  }

  private int next() throws IOException {
    if (from == to) {
      from = 0;
      to = in.read(buffer);
      if (to < 0) {
        throw new IOException("the stream breaks off");
      }
    }
    return buffer[from++];
  }
}
