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
      Pattern.compile("(.*/)?(qwen(1\\.5|2|2\\.5|3)|qwq|qvq)([-_:@].*)?");
  private static final Pattern CLOSED = Pattern.compile(".*[-_](max|plus|turbo|flash)\\b.*");

  private Qwen() {}

  private static final class Lazy {
    static final Counting COUNTING =
        new Counting(Vocabularies.qwen(), text -> new WordPieces(text, 1));
  }

  /// Whether a model reads texts in this encoding, wherever it runs.
  ///
  /// @param model the provider's name of it
  public static boolean isOf(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return OPEN_MODEL.matcher(name).matches() && !CLOSED.matcher(name).matches();
  }

  /// The tokens of a text, composed as the encoding demands; what looks like a special token is
  /// text, and half of a surrogate pair a question mark.
  public static int tokens(String text) {
    return Lazy.COUNTING.tokens(Normalizer.normalize(text, Normalizer.Form.NFC));
  }
}
