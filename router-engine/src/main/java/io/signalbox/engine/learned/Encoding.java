package io.signalbox.engine.learned;

/// Vectors of texts, as an encoder gives them. Safe for threads if the encoder is.
@FunctionalInterface
public interface Encoding {
  /// No encoder: the vectors are empty.
  Encoding NONE = text -> new float[0];

  /// The vector of a text: the same text, the same vector, and always the same length.
  float[] of(String text);
}
