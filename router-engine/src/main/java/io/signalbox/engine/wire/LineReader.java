package io.signalbox.engine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Lines, one frame each; empty ones are left out. The last one may lack its line end.
final class LineReader implements FrameReader {
  private final InputWindow window; // begins with the line
  private final int frameBytes;

  LineReader(InputStream in, WireLimits limits) {
    this.window = new InputWindow(in, limits);
    this.frameBytes = limits.frameBytes();
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    for (int length = line(); length > 0; length = line()) {
      byte[] raw = window.take(length);
      if (length > 2 || !isBlank(raw)) {
        return Optional.of(frame(raw));
      }
    }
    return Optional.empty();
  }

  /// The length of the present line with its end; 0 at the end of the stream.
  private int line() throws IOException {
    int end = 0;
    do {
      int looked = end;
      end = window.find('\n', looked, window.size());
      if (end > frameBytes - (end < window.size() ? 1 : 0)) {
        throw new WireLimitException("a line of more than " + frameBytes + " bytes");
      }
    } while (end == window.size() && window.more());
    return Math.min(end + 1, window.size());
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each < 0 || !Character.isWhitespace(each)) {
        return false;
      }
    }
    return true;
  }

  private static WireFrame frame(byte[] line) {
    byte[] raw = Utf8.replaced(line);
    int end = raw.length;
    while (end > 0 && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
      end--;
    }
    return new WireFrame("", Arrays.copyOf(raw, end), raw);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
