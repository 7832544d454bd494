package io.signalbox.engine.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/// How likely a text is in a language by sequences of up to three letters: the model of Apache
/// OpenNLP (`langdetect-183`, trained on the Leipzig corpora). Safe for threads.
final class LetterStatistics {
  /// The ISO 639-1 names of the ISO 639-3 names that it uses.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("cat", "ca"),
          Map.entry("ces", "cs"),
          Map.entry("cym", "cy"),
          Map.entry("dan", "da"),
          Map.entry("deu", "de"),
          Map.entry("eng", "en"),
          Map.entry("spa", "es"),
          Map.entry("ekk", "et"),
          Map.entry("est", "et"),
          Map.entry("eus", "eu"),
          Map.entry("fin", "fi"),
          Map.entry("fra", "fr"),
          Map.entry("gle", "ga"),
          Map.entry("hrv", "hr"),
          Map.entry("hun", "hu"),
          Map.entry("ind", "id"),
          Map.entry("isl", "is"),
          Map.entry("ita", "it"),
          Map.entry("lit", "lt"),
          Map.entry("lav", "lv"),
          Map.entry("lvs", "lv"),
          Map.entry("nld", "nl"),
          Map.entry("nob", "no"),
          Map.entry("nno", "no"),
          Map.entry("pol", "pl"),
          Map.entry("por", "pt"),
          Map.entry("ron", "ro"),
          Map.entry("slk", "sk"),
          Map.entry("slv", "sl"),
          Map.entry("sqi", "sq"),
          Map.entry("swe", "sv"),
          Map.entry("tur", "tr"),
          Map.entry("vie", "vi"),
          Map.entry("bel", "be"),
          Map.entry("bul", "bg"),
          Map.entry("kaz", "kk"),
          Map.entry("mkd", "mk"),
          Map.entry("rus", "ru"),
          Map.entry("srp", "sr"),
          Map.entry("ukr", "uk"),
          Map.entry("ara", "ar"),
          Map.entry("fas", "fa"),
          Map.entry("pes", "fa"),
          Map.entry("urd", "ur"),
          Map.entry("hin", "hi"),
          Map.entry("mar", "mr"),
          Map.entry("nep", "ne"));

  private LetterStatistics() {}

  /// Read when it is first needed: that takes a second and 30 MB.
  private static final class Lazy {
    static final LanguageDetectorModel MODEL = load();

    private static LanguageDetectorModel load() {
      try (InputStream in =
          Objects.requireNonNull(
              LanguageDetectorModel.class.getResourceAsStream("/langdetect-183.bin"))) {
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The logarithm of the likelihood of each of these languages, up to a constant.
  static Map<String, Double> of(String text, Set<String> languages) {
    var scores = new HashMap<String, Double>();
    for (Language each : new LanguageDetectorME(Lazy.MODEL).predictLanguages(text)) {
      String name = NAMES.getOrDefault(each.getLang(), "");
      if (languages.contains(name)) {
        scores.merge(name, Math.log(each.getConfidence()), Math::max);
      }
    }
    return scores;
  }
}
