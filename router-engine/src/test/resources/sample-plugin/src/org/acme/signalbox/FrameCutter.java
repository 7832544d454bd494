package org.acme.signalbox;

import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimitException;
import io.signalbox.engine.wire.WireLimits;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Frames of a length in four bytes and as many bytes more.
final class FrameCutter implements FrameReader {
  private final DataInputStream in;
  private final WireLimits limits;

  FrameCutter(InputStream in, WireLimits limits) {
    this.in = new DataInputStream(in);
    this.limits = limits;
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException end) {
      return Optional.empty();
    }
    if (length < 0 || length > limits.frameBytes()) {
      throw new WireLimitException("a frame of " + length + " bytes");
    }
    byte[] frame = in.readNBytes(length);
    return Optional.of(new WireFrame("", frame, frame));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
