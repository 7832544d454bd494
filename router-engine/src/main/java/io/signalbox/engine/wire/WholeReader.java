package io.signalbox.engine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// A body as a single frame.
final class WholeReader implements FrameReader {
  private static final int FIRST = 2 << 10;

  private final InputStream in;
  private final WireLimits limits;
  private boolean done;

  WholeReader(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    if (done) {
      return Optional.empty();
    }
    done = true;
    byte[] body = Utf8.replaced(body());
    return Optional.of(new WireFrame("", body, body));
  }

  /// Most bodies are small, and reading them in small steps spares clearing large arrays.
  private byte[] body() throws IOException {
    byte[] bytes = new byte[FIRST];
    int filled = 0;
    for (int read = in.read(bytes);
        read >= 0;
        read = in.read(bytes, filled, bytes.length - filled)) {
      filled += read;
      if (filled > limits.frameBytes()) {
        throw new WireLimitException("a body of more than " + limits.frameBytes() + " bytes");
      }
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
    }
    return Arrays.copyOf(bytes, filled);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
