package io.signalbox.engine.catalog.tokens;

/// Cuts a text into the pieces of `cl100k_base` and of encodings made after it, which differ in how
/// many digits are one piece. It does by hand what this regular expression does (tiktoken,
/// `openai_public.py`; dashscope, `qwen_tokenizer.py`):
///
/// ```
/// (?i:'s|'t|'re|'ve|'m|'ll|'d)
/// [^\r\n\p{L}\p{N}]?\p{L}+
/// \p{N}{1,DIGITS}
///  ?[^\s\p{L}\p{N}]+[\r\n]*
/// \s*[\r\n]+
/// \s+(?!\S)
/// \s+
/// ```
///
/// Belongs to one thread.
final class WordPieces extends Pieces {
  private final int digits;

  /// @param text valid UTF-8, with [#STOP] and more behind it
  /// @param digits how many digits are one piece at most
  WordPieces(byte[] text, int digits) {
    super(text);
    this.digits = digits;
  }

  @Override
  int end(int from) {
    int kind = kind(from);
    int next = from + width(from);
    if ((kind & LETTERS) != 0) {
      return run(LETTERS, next);
    }
    if (kind == NUMBER) {
      return numbers(next);
    }
    int shortened = contracted(from);
    if (shortened != from) {
      return shortened;
    }
    if (kind != NEWLINE && (kind(next) & LETTERS) != 0) {
      return run(LETTERS, next);
    }
    if ((kind & SIGNS) != 0) {
      return signs(next);
    }
    return text[from] == ' ' && (kind(next) & SIGNS) != 0 ? signs(next) : space(from);
  }

  private int numbers(int second) {
    int at = second;
    for (int more = 1; more < digits && kind(at) == NUMBER; more++) {
      at += width(at);
    }
    return at;
  }

  private int signs(int from) {
    int at = run(SIGNS, from);
    while (text[at] == '\r' || text[at] == '\n') {
      at++;
    }
    return at;
  }
}
