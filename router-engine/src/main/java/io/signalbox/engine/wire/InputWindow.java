package io.signalbox.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What has come of a stream and is not understood yet. Places are counted from the first byte that
/// was not dropped, so that they stay true when more comes. Belongs to one thread.
final class InputWindow implements Closeable {
  private static final int FIRST_ROOM = 4 << 10;

  private final InputStream in;
  private final WireLimits limits;
  private byte[] bytes = new byte[FIRST_ROOM];
  private int begin;
  private int end;
  private long total;

  InputWindow(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /// How many bytes there are.
  int size() {
    return end - begin;
  }

  byte at(int place) {
    return bytes[begin + place];
  }

  /// Waits for more; false at the end of the stream.
  ///
  /// @throws WireLimitException if the stream is longer than its limit
  boolean more() throws IOException {
    makeRoom();
    int read = in.read(bytes, end, bytes.length - end);
    if (read <= 0) {
      return false;
    }
    end += read;
    total += read;
    if (total > limits.totalBytes()) {
      throw new WireLimitException("a stream of more than " + limits.totalBytes() + " bytes");
    }
    return true;
  }

  private void makeRoom() {
    if (begin == end) {
      begin = 0;
      end = 0;
    } else if (end == bytes.length) {
      byte[] room = 2 * size() <= bytes.length ? bytes : new byte[2 * bytes.length];
      System.arraycopy(bytes, begin, room, 0, size());
      bytes = room;
      end -= begin;
      begin = 0;
    }
  }

  /// Where the first line feed or carriage return stands from there on; -1 if none has come.
  int lineEnd(int from) {
    for (int i = begin + from; i < end; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return i - begin;
      }
    }
    return -1;
  }

  /// Where the byte stands first between two places; the second if it does not.
  int find(char wanted, int from, int to) {
    int i = begin + from;
    while (i < begin + to && bytes[i] != wanted) {
      i++;
    }
    return i - begin;
  }

  /// Whether exactly these bytes stand between two places.
  boolean is(byte[] wanted, int from, int to) {
    return Arrays.equals(bytes, begin + from, begin + to, wanted, 0, wanted.length);
  }

  /// Whether these bytes stand there, before another place.
  boolean begins(byte[] wanted, int from, int to) {
    return to - from >= wanted.length && is(wanted, from, from + wanted.length);
  }

  String text(int from, int to) {
    return new String(bytes, begin + from, to - from, StandardCharsets.UTF_8);
  }

  void copy(int from, int to, ByteArrayOutputStream out) {
    out.write(bytes, begin + from, to - from);
  }

  /// Gives the first bytes out and forgets them.
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, begin, begin + count);
    begin += count;
    return taken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
