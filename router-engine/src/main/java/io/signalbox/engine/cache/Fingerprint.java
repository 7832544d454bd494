package io.signalbox.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 over texts and numbers that keeps them apart: each text comes after its length, so
/// `ab` and `c` are not `a` and `bc`. Belongs to one thread.
public final class Fingerprint {
  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /// Adds a text.
  public Fingerprint add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  /// Adds a number.
  public Fingerprint add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /// The hash of all that was added, in 64 hexadecimal digits. Nothing can be added afterwards.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
