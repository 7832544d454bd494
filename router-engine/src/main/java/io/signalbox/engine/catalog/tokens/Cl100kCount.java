package io.signalbox.engine.catalog.tokens;

/// The tokens of texts in OpenAI's encoding `cl100k_base`, which GPT-4, GPT-3.5 and OpenAI's
/// embedding models have. Its vocabulary takes about 3 MB of memory and is read when such a model
/// is first counted for. Safe for threads.
public final class Cl100kCount {
  private static final int DIGITS = 3;

  private Cl100kCount() {}

  private static final class Lazy {
    static final Counting COUNTING =
        new Counting(Vocabularies.cl100k(), text -> new WordPieces(text, DIGITS));
  }

  /// The tokens of a text; what looks like a special token is text, and half of a surrogate pair a
  /// question mark.
  public static int tokens(String text) {
    return Lazy.COUNTING.tokens(text);
  }
}
