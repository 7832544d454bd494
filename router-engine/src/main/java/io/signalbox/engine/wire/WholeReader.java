package io.signalbox.engine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A body as a single frame.
final class WholeReader implements FrameReader {
  private final InputStream in;
  private final WireLimits limits;
  private boolean done;

  WholeReader(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public Optional<Frame> next() throws IOException {
    if (done) {
      return Optional.empty();
    }
    done = true;
    byte[] body = in.readNBytes(limits.frameBytes());
    if (body.length == limits.frameBytes() && in.read() >= 0) {
      throw new WireLimitException("a body of more than " + limits.frameBytes() + " bytes");
    }
    return Optional.of(new Frame("", body, body));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
