package io.signalbox.plugins.encoder;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Cuts a text into the word pieces of an uncased BERT, as Hugging Face's tokenizers do: control
/// characters and accents fall away, all is in lower case, each punctuation mark and each Chinese
/// character is a word of its own, and a word is cut into the longest pieces from its beginning.
/// The names of special pieces (`[SEP]`) in a text are text. Immutable, safe for threads.
final class WordPieces {
  /// The most numbers for a text, with the two around it: more the model has no places for.
  static final int MOST = 512;

  /// More characters cannot be needed: a piece has one at least, a longer word is unknown.
  private static final int LONGEST_TEXT = 20_000;

  private static final int LONGEST_WORD = 100;

  private final Vocabulary vocabulary;

  WordPieces(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// The numbers of a text's pieces between those for its begin and end; [#MOST] at most, what
  /// would be behind is left out.
  long[] of(String text) {
    var numbers = new Numbers();
    numbers.add(vocabulary.begin());
    var word = new StringBuilder();
    plain(text)
        .codePoints()
        .takeWhile(c -> !numbers.isFull())
        .forEach(c -> {
          if (isSpace(c)) {
            cut(word, numbers);
          } else if (isWordOfItsOwn(c)) {
            cut(word, numbers);
            cut(word.appendCodePoint(c), numbers);
          } else {
            word.appendCodePoint(Character.toLowerCase(c));
          }
        });
    cut(word, numbers);
    return numbers.endedBy(vocabulary.end());
  }

  /// Without control characters and accents.
  private static String plain(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())));
    var clean = new StringBuilder();
    text.substring(0, end)
        .codePoints()
        .filter(c -> c != 0xfffd && (isSpace(c) || !isControl(c)))
        .forEach(clean::appendCodePoint);
    var plain = new StringBuilder();
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /// Adds the pieces of a word and empties it.
  private void cut(StringBuilder word, Numbers numbers) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      numbers.add(vocabulary.unknown());
    } else {
      numbers.addAll(pieces(word.toString()));
    }
    word.setLength(0);
  }

  private int[] pieces(String word) {
    var pieces = new int[word.length()];
    int count = 0;
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      OptionalInt piece = piece(word, from, to);
      while (piece.isEmpty() && to > from + 1) {
        to = word.offsetByCodePoints(to, -1);
        piece = piece(word, from, to);
      }
      if (piece.isEmpty()) {
        return new int[] {vocabulary.unknown()};
      }
      pieces[count++] = piece.getAsInt();
      from = to;
    }
    return Arrays.copyOf(pieces, count);
  }

  private OptionalInt piece(String word, int from, int to) {
    String part = word.substring(from, to);
    return vocabulary.find(from == 0 ? part : "##" + part);
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static boolean isWordOfItsOwn(int c) {
    return isPunctuation(c) || isChinese(c);
  }

  /// All signs of ASCII, also those that Unicode calls symbols.
  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// The blocks that BERT's own tokenizer lists.
  private static boolean isChinese(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0x3400 && c <= 0x4dbf)
        || (c >= 0x20000 && c <= 0x2a6df)
        || (c >= 0x2a700 && c <= 0x2ceaf)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0x2f800 && c <= 0x2fa1f);
  }

  /// The numbers so far; what is too much is dropped.
  private static final class Numbers {
    private final long[] numbers = new long[MOST];
    private int count;

    boolean isFull() {
      return count >= MOST - 1;
    }

    void add(int number) {
      if (!isFull()) {
        numbers[count++] = number;
      }
    }

    void addAll(int[] all) {
      for (int each : all) {
        add(each);
      }
    }

    long[] endedBy(int end) {
      numbers[count++] = end;
      return Arrays.copyOf(numbers, count);
    }
  }
}
