package io.signalbox.engine.spi;

import java.util.Set;

/// Turns texts into vectors whose closeness is that of their meanings. It works on this machine and
/// calls nobody. Safe for threads; the same text has the same vector in every run on one machine.
public interface TextEncoder {
  /// The length of its vectors, at least 1.
  int dimensions();

  /// The languages that it was made for, as ISO 639-1 codes; other texts get vectors of little use.
  Set<String> languages();

  /// The vector of a text, of Euclidean length 1. Of a text that is too long only the beginning
  /// counts; how much that is, the encoder's own documentation says. An empty text has a vector,
  /// too.
  ///
  /// @return an array of the caller's own, with [#dimensions()] finite numbers
  float[] encode(String text);
}
