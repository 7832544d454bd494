package io.signalbox.engine.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds out the language of a text: by its script where only one language is written in it, else
/// by statistics of letters and by common words. Pure, safe for threads.
///
/// The first text in a script of several languages takes about a second, for the statistics are
/// read then ([#warm]); after that a text takes less than a millisecond.
public final class TextLanguage {
  /// Longer texts are judged by their beginning, in characters: what is read, and what is left of
  /// it without code.
  private static final int READ = 2_000;

  private static final int LOOKED_AT = 500;

  /// A text of fewer letters needs a clear answer, or one of its words must be a common one.
  private static final int SHORT = 20;

  /// What a common word adds to the logarithm of a likelihood, and how many are counted: it decides
  /// where the letters do not. Chosen on short texts that are not among the tests.
  private static final double WORD = 0.12;

  private static final int MOST_WORDS = 4;
  private static final double CLEAR = 0.15;

  /// So many common words of a language, and twice as many as of any other, are enough.
  private static final int MANY_WORDS = 6;

  /// Code in fences, and what looks like an address, a name or a piece of code.
  private static final Pattern NO_WORDS =
      Pattern.compile("(?s:```.*?(?:```|$))|\\S*(?:://|[@{}=;<>_\\\\$]|\\w[(.]\\w)\\S*");

  private TextLanguage() {}

  /// The ISO 639-1 code in lower case; Norwegian in both its forms is `no`. Empty if it is unclear:
  /// no letters, code, a word or two that could be of several languages.
  public static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), READ));
    String words = NO_WORDS.matcher(start).replaceAll(" ");
    String plain = words.substring(0, Math.min(words.length(), LOOKED_AT));
    Set<String> candidates = Scripts.languages(plain);
    return candidates.size() > 1
        ? likeliest(plain, isProse(start), candidates)
        : String.join("", candidates);
  }

  /// Reads the statistics, so that the first text is quick.
  public static void warm() {
    LetterStatistics.of("warm", Set.of("en"));
  }

  private static String likeliest(String text, boolean prose, Set<String> candidates) {
    var words = CommonWords.in(text);
    Map<String, Integer> hits =
        candidates.stream().collect(Collectors.toMap(each -> each, words::hits));
    return byWords(hits).orElseGet(() -> byLetters(text, prose, hits));
  }

  /// The language that so many words are of that the letters need not be looked at.
  private static Optional<String> byWords(Map<String, Integer> hits) {
    List<Map.Entry<String, Integer>> most =
        hits.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(2)
            .toList();
    int first = most.getFirst().getValue();
    return first >= MANY_WORDS && first >= 2 * most.getLast().getValue()
        ? Optional.of(most.getFirst().getKey())
        : Optional.empty();
  }

  private static String byLetters(String text, boolean prose, Map<String, Integer> hits) {
    var scores = new TreeMap<>(LetterStatistics.of(text, hits.keySet()));
    scores.replaceAll(
        (language, score) -> score + WORD * Math.min(MOST_WORDS, hits.getOrDefault(language, 0)));
    List<Map.Entry<String, Double>> best =
        scores.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(2)
            .toList();
    String first = best.getFirst().getKey();
    boolean sure = prose && (letters(text) >= SHORT || hits.getOrDefault(first, 0) > 0);
    double lead = best.getFirst().getValue() - best.getLast().getValue();
    return sure || lead >= CLEAR ? first : "";
  }

  /// Whether it is written in words: code and formulas have fewer letters.
  private static boolean isProse(String text) {
    long solid = text.codePoints().filter(point -> !Character.isWhitespace(point)).count();
    return letters(text) * 10 >= solid * 7;
  }

  private static long letters(String text) {
    return text.codePoints()
        .filter(point ->
            Character.isLetter(point) || Character.getType(point) == Character.NON_SPACING_MARK)
        .count();
  }
}
