package io.signalbox.engine.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a text on which an answer hangs although the vectors of two texts that differ in
/// nothing else are nearly the same: numbers, names (words with a capital letter that do not begin
/// a sentence) and negations, in their order.
///
/// With `bge-small-en`, "Does Anna like Bob?" and "Does Bob like Anna?" have a cosine of 0.99, "Can
/// I return an item?" and "Can I not return an item?" of 0.95, as much as a good paraphrase.
final class TellingWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:['’][\\p{L}]+)?");
  private static final Set<String> NEGATIONS =
      Set.of(
          "no", "not", "never", "none", "nothing", "nobody", "nowhere", "neither", "nor", "without",
          "cannot", "except", "unless");

  private TellingWords() {}

  static List<String> of(String text) {
    var found = new ArrayList<String>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      if (tells(word, beginsSentence(text, words.start()))) {
        found.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }

  private static boolean tells(String word, boolean first) {
    boolean name = Character.isUpperCase(word.codePointAt(0)) && !first && !isPronoun(word);
    return name || word.codePoints().anyMatch(Character::isDigit) || isNegation(word);
  }

  private static boolean isNegation(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    return NEGATIONS.contains(lower) || lower.endsWith("n't");
  }

  /// `I`, `I'm`, `I’ve`.
  private static boolean isPronoun(String word) {
    return word.equals("I") || word.startsWith("I'") || word.startsWith("I’");
  }

  private static boolean beginsSentence(String text, int at) {
    int before = at - 1;
    while (before >= 0 && !Character.isLetterOrDigit(text.charAt(before))) {
      if (".!?:\n".indexOf(text.charAt(before)) >= 0) {
        return true;
      }
      before--;
    }
    return before < 0;
  }
}
