package io.signalbox.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Lines, one frame each; empty ones are left out. The last one may lack its line end.
final class LineReader implements FrameReader {
  private final InputStream in;
  private final WireLimits limits;
  private final byte[] chunk = new byte[16 << 10];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private int at;
  private int filled;
  private long total;

  LineReader(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    while (at < filled || fill()) {
      byte b = chunk[at++];
      line.write(b);
      if (line.size() > limits.frameBytes()) {
        throw new WireLimitException("a line of more than " + limits.frameBytes() + " bytes");
      }
      if (b == '\n' && !isBlank()) {
        return Optional.of(frame());
      }
    }
    return isBlank() ? Optional.empty() : Optional.of(frame());
  }

  private boolean fill() throws IOException {
    filled = in.read(chunk);
    at = 0;
    total += Math.max(filled, 0);
    if (total > limits.totalBytes()) {
      throw new WireLimitException("a stream of more than " + limits.totalBytes() + " bytes");
    }
    return filled > 0;
  }

  /// Forgets a line of nothing but its end.
  private boolean isBlank() {
    if (line.size() <= 2 && line.toString(StandardCharsets.UTF_8).isBlank()) {
      line.reset();
      return true;
    }
    return false;
  }

  private WireFrame frame() {
    byte[] raw = Utf8.replaced(line.toByteArray());
    line.reset();
    int end = raw.length;
    while (end > 0 && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
      end--;
    }
    return new WireFrame("", Arrays.copyOf(raw, end), raw);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
