package io.signalbox.engine.wire;

/// How much one answer may hold.
///
/// @param frameBytes the most bytes of one frame or of a whole body
/// @param totalBytes the most bytes of a stream
public record WireLimits(int frameBytes, long totalBytes) {
  /// 16 MiB a frame, 256 MiB a stream: above any real answer, below any machine's memory.
  public static final WireLimits DEFAULT = new WireLimits(16 << 20, 256L << 20);
}
