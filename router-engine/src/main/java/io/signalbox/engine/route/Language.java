package io.signalbox.engine.route;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Guesses the language of a text: by its script where that says it, else by its commonest words.
/// Enough to send a question to the right model, no more; what is unclear is an empty text.
public final class Language {
  /// Longer texts are judged by their beginning.
  private static final int LOOKED_AT = 2_000;

  private static final Map<Character.UnicodeScript, String> SCRIPTS =
      Map.of(
          Character.UnicodeScript.HIRAGANA, "ja",
          Character.UnicodeScript.KATAKANA, "ja",
          Character.UnicodeScript.HANGUL, "ko",
          Character.UnicodeScript.HAN, "zh",
          Character.UnicodeScript.CYRILLIC, "ru",
          Character.UnicodeScript.ARABIC, "ar",
          Character.UnicodeScript.HEBREW, "he",
          Character.UnicodeScript.GREEK, "el",
          Character.UnicodeScript.THAI, "th",
          Character.UnicodeScript.DEVANAGARI, "hi");

  private static final Map<String, Set<String>> WORDS = words();

  private Language() {}

  private static Map<String, Set<String>> words() {
    var words = new LinkedHashMap<String, Set<String>>();
    words.put(
        "en", set("the and is of to in that it for you with this what are how does why not a"));
    words.put(
        "de", set("der die das und ist nicht ich ein eine wie was zu mit auf für den von sie es"));
    words.put(
        "fr", set("le la les et est des une un que pour dans je vous pas qui sur avec ce du"));
    words.put("es", set("el la los las y es que de en un una por para con no cómo qué se del mi"));
    words.put("it", set("il la gli e è che di un una per non con sono come del della mi le si"));
    words.put("pt", set("o a os as e é que de um uma para com não como do da em por se você"));
    words.put("nl", set("de het een en is van ik niet dat met voor op zijn je hoe wat er te aan"));
    words.put("pl", set("i w nie na się jest to że do jak z co czy jestem dla po mój o są"));
    words.put(
        "sv", set("och det att är en som på för inte jag med hur vad till av den ett kan du"));
    words.put("tr", set("ve bir bu ne için ile nasıl da de mi çok değil ben var gibi daha ama en"));
    return words;
  }

  private static Set<String> set(String words) {
    return Set.copyOf(new HashSet<>(Arrays.asList(words.split(" "))));
  }

  /// The ISO 639-1 code; empty if it is unclear.
  public static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
    String byScript = byScript(start);
    return byScript.isEmpty() ? byWords(start) : byScript;
  }

  private static String byScript(String text) {
    var counts = new LinkedHashMap<String, Integer>();
    int letters = 0;
    for (int point : text.codePoints().filter(Character::isLetter).toArray()) {
      letters++;
      String language = SCRIPTS.get(Character.UnicodeScript.of(point));
      if (language != null) {
        counts.merge(language, 1, Integer::sum);
      }
    }
    if (counts.getOrDefault("ja", 0) > 0 && counts.getOrDefault("zh", 0) > 0) {
      counts.merge("ja", counts.get("zh"), Integer::sum);
    }
    int enough = Math.max(1, letters / 4);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= enough)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static String byWords(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    String best = "";
    long most = 0;
    for (var entry : WORDS.entrySet()) {
      long hits = Arrays.stream(words).filter(entry.getValue()::contains).count();
      best = hits > most ? entry.getKey() : hits == most ? "" : best;
      most = Math.max(most, hits);
    }
    return best;
  }
}
