package io.signalbox.engine.catalog.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// OpenAI's encoding `o200k_base`: a text is cut into pieces, and each piece into tokens of a
/// vocabulary. Time is proportional to the text, but for long pieces, where it grows with their
/// logarithm too. Safe for threads.
///
/// The vocabulary takes about 4 MB of memory. It is read when a text is first counted.
public final class O200k {
  /// The most bytes of a token.
  public static final int LONGEST_TOKEN = 128;

  private O200k() {}

  private static final class Lazy {
    static final PairRanks PAIRS = new PairRanks(Vocabulary.read());
  }

  /// The tokens of a text; what looks like a special token is text. Half of a surrogate pair counts
  /// as a question mark, which is what becomes of it when it is sent.
  public static int tokens(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return tokens(padded(utf8), utf8.length);
  }

  /// With what has to stand behind a text.
  static byte[] padded(byte[] utf8) {
    byte[] padded = Arrays.copyOf(utf8, utf8.length + Vocabulary.PADDING);
    padded[utf8.length] = Pieces.STOP;
    return padded;
  }

  private static int tokens(byte[] padded, int length) {
    var pieces = new Pieces(padded);
    var merging = new PieceTokens(Lazy.PAIRS, padded);
    int sum = 0;
    int from = 0;
    while (from < length) {
      int to = pieces.end(from);
      sum += merging.count(from, to);
      from = to;
    }
    return sum;
  }
}
