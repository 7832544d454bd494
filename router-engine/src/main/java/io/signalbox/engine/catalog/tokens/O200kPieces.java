package io.signalbox.engine.catalog.tokens;

/// Cuts a text into the pieces of `o200k_base`, within which tokens are found. It does by hand what
/// this regular expression of OpenAI's does (tiktoken, `openai_public.py`), which takes ten times
/// as long:
///
/// ```
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// \p{N}{1,3}
///  ?[^\s\p{L}\p{N}]+[\r\n/]*
/// \s*[\r\n]+
/// \s+(?!\S)
/// \s+
/// ```
///
/// Belongs to one thread.
final class O200kPieces extends Pieces {
  private static final int HEADS = UPPER | CASELESS | MARK; // what a word can begin with
  private static final int TAILS = LOWER | CASELESS | MARK; // what a word can end with

  /// @param text valid UTF-8, with [#STOP] and more behind it
  O200kPieces(byte[] text) {
    super(text);
  }

  @Override
  int end(int from) {
    int kind = kind(from);
    int next = from + width(from);
    if ((kind & LETTERS) != 0) {
      int end = mixedWord(from);
      return contracted(end == NONE ? run(UPPER, from) : end);
    }
    if (kind == NUMBER) {
      return numbers(next);
    }
    int word = kind == NEWLINE ? NONE : wordBehind(kind, from, next);
    if (word != NONE) {
      return contracted(word);
    }
    if (kind == OTHER) {
      return signs(next);
    }
    return text[from] == ' ' && kind(next) == OTHER ? signs(next) : space(from);
  }

  /// The end of a word with a sign or space before it; a mark can be either that sign or the word's
  /// beginning.
  private int wordBehind(int kind, int sign, int next) {
    int end = mixedWord(next);
    if (end != NONE) {
      return end;
    }
    if (kind == MARK) {
      return mixedWord(sign);
    }
    end = run(UPPER, next);
    return end > next ? end : NONE;
  }

  /// The first alternative: letters of which at least the last is not upper case.
  private int mixedWord(int from) {
    int at = from;
    int lastTail = NONE;
    int kind;
    while (((kind = kind(at)) & HEADS) != 0) {
      at += width(at);
      lastTail = kind == UPPER ? lastTail : at;
    }
    return kind == LOWER ? run(TAILS, at) : lastTail;
  }

  private int numbers(int second) {
    int at = second;
    for (int more = 0; more < 2 && kind(at) == NUMBER; more++) {
      at += width(at);
    }
    return at;
  }

  private int signs(int from) {
    int at = run(SIGNS, from);
    while (text[at] == '\r' || text[at] == '\n' || text[at] == '/') {
      at++;
    }
    return at;
  }
}
