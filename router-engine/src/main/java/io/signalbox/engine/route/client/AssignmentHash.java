package io.signalbox.engine.route.client;

import java.nio.charset.StandardCharsets;

/// The hash that assigns requests to branches of a split, the same for the same sticky key: FNV-1a
/// (Fowler, Noll, Vo), finished with the mixer of SplitMix64, because FNV alone is uneven in its
/// high bits. An object of it belongs to one thread.
public final class AssignmentHash {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long state = BASIS;

  /// Of nothing yet.
  AssignmentHash() {}

  /// A number from 0 to less than 1.
  public static double draw(String text) {
    var hash = new AssignmentHash();
    hash.take(text);
    return (hash.value() >>> 11) * 0x1.0p-53;
  }

  /// Takes a text and a NUL after it, so that two texts are not one.
  void add(String text) {
    take(text);
    state *= PRIME; // of a zero byte
  }

  private void take(String text) {
    long hash = state;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * PRIME;
    }
    state = hash;
  }

  /// The hash of all that was taken.
  long value() {
    long hash = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
