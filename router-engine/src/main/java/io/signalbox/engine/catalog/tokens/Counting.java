package io.signalbox.engine.catalog.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Function;

/// Counts tokens in one encoding. Safe for threads.
///
/// @param pairs the vocabulary, with what neighbors are together
/// @param cut how a text is cut into pieces
record Counting(PairRanks pairs, Function<byte[], Pieces> cut) {
  Counting(Vocabulary vocabulary, Function<byte[], Pieces> cut) {
    this(new PairRanks(vocabulary), cut);
  }

  /// The tokens of a text; what looks like a special token is text. Half of a surrogate pair counts
  /// as a question mark, which is what becomes of it when it is sent.
  int tokens(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] padded = padded(utf8);
    Pieces pieces = cut.apply(padded);
    var merging = new PieceTokens(pairs, padded);
    int sum = 0;
    int from = 0;
    while (from < utf8.length) {
      int to = pieces.end(from);
      sum += merging.count(from, to);
      from = to;
    }
    return sum;
  }

  /// With what has to stand behind a text.
  static byte[] padded(byte[] utf8) {
    byte[] padded = Arrays.copyOf(utf8, utf8.length + Vocabulary.PADDING);
    padded[utf8.length] = Pieces.STOP;
    return padded;
  }
}
