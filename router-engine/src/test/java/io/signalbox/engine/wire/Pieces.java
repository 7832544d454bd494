package io.signalbox.engine.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Bytes that arrive in pieces, as a network cuts them; where is drawn from a seed.
public final class Pieces extends InputStream {
  private final ByteArrayInputStream in;
  private int seed;

  /// The same bytes and seed give the same pieces.
  public Pieces(byte[] bytes, int seed) {
    this.in = new ByteArrayInputStream(bytes);
    this.seed = seed;
  }

  @Override
  public int read() {
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int from, int most) {
    seed = seed * 1_103_515_245 + 12_345;
    return in.read(bytes, from, Math.min(most, 1 + (seed >>> 16) % 7));
  }
}
