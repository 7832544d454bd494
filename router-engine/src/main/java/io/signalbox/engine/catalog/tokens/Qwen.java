package io.signalbox.engine.catalog.tokens;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The encoding of Qwen's open models from the second to the third generation. Its vocabulary takes
/// about 3.5 MB of memory and is read when such a model is first counted for. Safe for threads.
///
/// Source: `qwen_tokenizer.py` and `qwen.tiktoken` of dashscope (PyPI), Apache-2.0. Models from 3.5
/// on have a vocabulary of their own, and of models with closed weights (`qwen-max`) nobody says
/// it.
public final class Qwen {
  private static final Pattern OPEN_MODEL =
      Pattern.compile("(.*[/.])?(qwen[-.]?(1\\.5|2|2\\.5|2p5|3)(vl)?|qwq|qvq)([-_:@].*)?");
  private static final Pattern CLOSED = Pattern.compile(".*[-_](max|plus|turbo|flash)\\b.*");

  /// Who names a model's size has its weights: others run `…-7B-Instruct-Turbo`, too.
  private static final Pattern SIZED = Pattern.compile(".*[-_:]\\d+(\\.\\d+)?b\\b.*");

  /// More marks than these on one letter no writing has (Unicode's stream-safe text format).
  private static final int MOST_MARKS = 30;

  private Qwen() {}

  private static final class Lazy {
    static final Counting COUNTING =
        new Counting(Vocabularies.qwen(), text -> new WordPieces(text, 1));
  }

  /// Whether a model reads texts in this encoding, wherever it runs.
  ///
  /// @param model the provider's name of it
  public static boolean isOf(String model) {
    if (model.indexOf('q') < 0 && model.indexOf('Q') < 0) {
      return false; // at once, because this is asked for each request
    }
    String name = model.toLowerCase(Locale.ROOT);
    boolean closed = CLOSED.matcher(name).matches() && !SIZED.matcher(name).matches();
    return OPEN_MODEL.matcher(name).matches() && !closed;
  }

  /// The tokens of a text, composed as the encoding demands; what looks like a special token is
  /// text, and half of a surrogate pair a question mark.
  public static int tokens(String text) {
    return Lazy.COUNTING.tokens(composed(text));
  }

  /// Marks are put in order one by one, which takes the square of their number: long runs of them
  /// are composed in pieces.
  private static String composed(String text) {
    var composed = new StringBuilder();
    int from = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      marks = isMark(point) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        composed.append(Normalizer.normalize(text.substring(from, i), Normalizer.Form.NFC));
        from = i;
        marks = 1;
      }
      i += Character.charCount(point);
    }
    return composed
        .append(Normalizer.normalize(text.substring(from), Normalizer.Form.NFC))
        .toString();
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
