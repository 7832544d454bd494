package io.signalbox.engine.learned;

import java.util.List;
import java.util.stream.IntStream;

/// Prompts as rows of numbers that are not scaled yet: surface, grams, vector.
final class Prompts {
  private static final int MOST_CHARS = 20_000;
  private static final int HEAD = 600;
  private static final int TAIL = 200;

  private Prompts() {}

  /// The rows of all texts, worked out on all cores.
  static float[][] rows(List<String> texts, Encoding encoding) {
    return IntStream.range(0, texts.size())
        .parallel()
        .mapToObj(i -> row(texts.get(i), encoding))
        .toArray(float[][]::new);
  }

  /// A number by which a prompt can be known again without being kept.
  static long mark(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 32;
  }

  static float[] row(String text, Encoding encoding) {
    String counted = text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    float[] vector = encoding.of(ends(text));
    var row = new float[Surface.SIZE + Grams.SIZE + vector.length];
    System.arraycopy(Surface.of(counted), 0, row, 0, Surface.SIZE);
    System.arraycopy(Grams.of(counted), 0, row, Surface.SIZE, Grams.SIZE);
    System.arraycopy(vector, 0, row, Surface.SIZE + Grams.SIZE, vector.length);
    return row;
  }

  /// Encoders take time for every word, and look at the beginning only: of a long text they get its
  /// beginning and its end, where the question often stands.
  private static String ends(String text) {
    return text.length() <= HEAD + TAIL
        ? text
        : text.substring(0, HEAD) + "\n" + text.substring(text.length() - TAIL);
  }
}
