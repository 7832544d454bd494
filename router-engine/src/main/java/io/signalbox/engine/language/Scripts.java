package io.signalbox.engine.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which languages a text can be in by its letters.
final class Scripts {
  /// A script other than Latin decides with this part of the letters: texts in it quote Latin names
  /// and code.
  private static final int FOREIGN_PARTS = 4;

  private static final Map<UnicodeScript, Set<String>> LANGUAGES =
      Map.ofEntries(
          Map.entry(
              UnicodeScript.LATIN,
              Set.of(
                  "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "hr",
                  "hu", "id", "is", "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "sk", "sl",
                  "sq", "sv", "tr", "vi")),
          Map.entry(UnicodeScript.CYRILLIC, Set.of("be", "bg", "kk", "mk", "ru", "sr", "uk")),
          Map.entry(UnicodeScript.ARABIC, Set.of("ar", "fa", "ur")),
          Map.entry(UnicodeScript.DEVANAGARI, Set.of("hi", "mr", "ne")),
          Map.entry(UnicodeScript.HIRAGANA, Set.of("ja")),
          Map.entry(UnicodeScript.KATAKANA, Set.of("ja")),
          Map.entry(UnicodeScript.HAN, Set.of("zh")),
          Map.entry(UnicodeScript.HANGUL, Set.of("ko")),
          Map.entry(UnicodeScript.GREEK, Set.of("el")),
          Map.entry(UnicodeScript.HEBREW, Set.of("he")),
          Map.entry(UnicodeScript.THAI, Set.of("th")),
          Map.entry(UnicodeScript.ARMENIAN, Set.of("hy")),
          Map.entry(UnicodeScript.GEORGIAN, Set.of("ka")),
          Map.entry(UnicodeScript.BENGALI, Set.of("bn")),
          Map.entry(UnicodeScript.GUJARATI, Set.of("gu")),
          Map.entry(UnicodeScript.GURMUKHI, Set.of("pa")),
          Map.entry(UnicodeScript.TAMIL, Set.of("ta")),
          Map.entry(UnicodeScript.TELUGU, Set.of("te")),
          Map.entry(UnicodeScript.KANNADA, Set.of("kn")),
          Map.entry(UnicodeScript.MALAYALAM, Set.of("ml")),
          Map.entry(UnicodeScript.SINHALA, Set.of("si")),
          Map.entry(UnicodeScript.KHMER, Set.of("km")),
          Map.entry(UnicodeScript.LAO, Set.of("lo")),
          Map.entry(UnicodeScript.MYANMAR, Set.of("my")));

  private Scripts() {}

  /// The languages written in the script of most of its letters, or in another script that has a
  /// quarter of them; none if there are no letters.
  static Set<String> languages(String text) {
    var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(point -> counts.merge(UnicodeScript.of(point), weight(point), Integer::sum));
    // Japanese is written in three scripts, of which one is Chinese too.
    int kana = counts.getOrDefault(UnicodeScript.HIRAGANA, 0);
    kana += counts.getOrDefault(UnicodeScript.KATAKANA, 0);
    if (kana > 0) {
      counts.merge(UnicodeScript.HIRAGANA, counts.getOrDefault(UnicodeScript.HAN, 0), Integer::sum);
    }
    return largest(counts).map(each -> LANGUAGES.getOrDefault(each, Set.of())).orElse(Set.of());
  }

  /// A character of a syllable or a word counts as several letters.
  private static int weight(int letter) {
    return switch (UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 3;
      default -> 1;
    };
  }

  private static Optional<UnicodeScript> largest(Map<UnicodeScript, Integer> counts) {
    int letters = counts.values().stream().mapToInt(Integer::intValue).sum();
    Optional<UnicodeScript> other =
        counts.entrySet().stream()
            .filter(each -> each.getKey() != UnicodeScript.LATIN)
            .filter(each -> each.getValue() * FOREIGN_PARTS >= letters)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    return other.or(() ->
        counts.containsKey(UnicodeScript.LATIN)
            ? Optional.of(UnicodeScript.LATIN)
            : Optional.empty());
  }
}
