package io.signalbox.engine.catalog.tokens;

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
    static final Counting COUNTING = new Counting(Vocabularies.o200k(), O200kPieces::new);
  }

  /// The tokens of a text; what looks like a special token is text. Half of a surrogate pair counts
  /// as a question mark, which is what becomes of it when it is sent.
  public static int tokens(String text) {
    return Lazy.COUNTING.tokens(text);
  }
}
