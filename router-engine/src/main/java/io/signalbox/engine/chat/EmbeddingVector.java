package io.signalbox.engine.chat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;
import java.util.StringJoiner;

/// The vector of a text as its provider wrote it. It is never rounded: numbers keep their digits,
/// and packed floats become the shortest decimal numbers that mean the same floats. Immutable.
public sealed interface EmbeddingVector {
  /// A JSON array of numbers, written as text.
  record Decimals(String json) implements EmbeddingVector {}

  /// IEEE 754 floats of four bytes each, the lowest byte first, in base64: OpenAI's `base64`.
  record Packed(String base64) implements EmbeddingVector {}

  /// A JSON array of numbers.
  ///
  /// @param json any JSON text
  /// @return empty if it is anything else
  static Optional<EmbeddingVector> ofDecimals(String json) {
    String text = json.strip();
    boolean array = text.length() > 2 && text.startsWith("[") && text.endsWith("]");
    return array && text.indexOf('[', 1) < 0 && text.chars().allMatch(EmbeddingVector::isOfNumber)
        ? Optional.of(new Decimals(text))
        : Optional.empty();
  }

  private static boolean isOfNumber(int c) {
    return (c >= '0' && c <= '9') || "[]+-.,eE \t\r\n".indexOf(c) >= 0;
  }

  /// Packed floats.
  ///
  /// @return empty if it is no base64, or does not hold finite floats
  static Optional<EmbeddingVector> ofPacked(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      boolean floats = bytes.length > 0 && bytes.length % Float.BYTES == 0 && isFinite(bytes);
      return floats ? Optional.of(new Packed(base64)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isFinite(byte[] bytes) {
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (floats.hasRemaining()) {
      if (!Float.isFinite(floats.getFloat())) {
        return false;
      }
    }
    return true;
  }

  /// As a JSON array.
  default String decimals() {
    return switch (this) {
      case Decimals own -> own.json();
      case Packed packed -> unpacked(packed.base64());
    };
  }

  /// As packed floats: the nearest to each number.
  default String packed() {
    return switch (this) {
      case Decimals own -> packed(own.json());
      case Packed packed -> packed.base64();
    };
  }

  /// How many numbers it has.
  default int length() {
    return switch (this) {
      case Decimals own -> 1 + (int) own.json().chars().filter(c -> c == ',').count();
      case Packed packed -> Base64.getDecoder().decode(packed.base64()).length / Float.BYTES;
    };
  }

  private static String unpacked(String base64) {
    ByteBuffer floats =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    var json = new StringJoiner(",", "[", "]");
    while (floats.hasRemaining()) {
      json.add(Float.toString(floats.getFloat()));
    }
    return json.toString();
  }

  private static String packed(String json) {
    String[] numbers = json.substring(1, json.length() - 1).split(",", -1);
    ByteBuffer floats =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (String number : numbers) {
      floats.putFloat(Float.parseFloat(number.strip()));
    }
    return Base64.getEncoder().encodeToString(floats.array());
  }
}
