package io.signalbox.engine.route.client;

import java.nio.charset.StandardCharsets;

/// The hash that assigns requests to branches of a split, the same for the same sticky key: FNV-1a
/// (Fowler, Noll, Vo), finished with the mixer of SplitMix64, because FNV alone is uneven in its
/// high bits.
public final class AssignmentHash {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private AssignmentHash() {}

  /// A number from 0 to less than 1.
  public static double draw(String text) {
    return (hash(text.getBytes(StandardCharsets.UTF_8)) >>> 11) * 0x1.0p-53;
  }

  static long hash(byte[] bytes) {
    long hash = BASIS;
    for (byte each : bytes) {
      hash = (hash ^ (each & 0xff)) * PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
