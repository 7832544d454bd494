package io.signalbox.engine.learned;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Words and sequences of four characters, hashed into a row of fixed length, so that no list of
/// words has to be kept and every language has some.
final class Grams {
  /// The length of the row.
  static final int SIZE = 1024;

  private static final int LENGTH = 4;
  private static final double WORD_WEIGHT = 1.5;
  private static final Pattern TOKEN = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*+|\\d|[^\\w\\s]");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private Grams() {}

  /// The row of a text. A sequence that comes often counts by the logarithm of how often.
  static float[] of(String text) {
    String plain = DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
    var tokens = TOKEN.matcher(plain).results().map(MatchResult::group).toList();
    var row = new float[SIZE];
    var words = new HashMap<String, Integer>();
    tokens.forEach(token -> words.merge(token, 1, Integer::sum));
    add(row, WORD_WEIGHT, words);
    add(row, 1, sequences(String.join(" ", tokens)));
    return row;
  }

  private static Map<String, Integer> sequences(String text) {
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i + LENGTH <= text.length(); i++) {
      counts.merge("#" + text.substring(i, i + LENGTH), 1, Integer::sum);
    }
    return counts;
  }

  private static void add(float[] row, double weight, Map<String, Integer> counts) {
    counts.forEach((gram, count) -> row[place(gram)] += (float) (weight * Math.log1p(count)));
  }

  private static int place(String gram) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < gram.length(); i++) {
      hash = (hash ^ gram.charAt(i)) * 0x01000193;
    }
    hash ^= hash >>> 15;
    hash *= 0x2c1b3c6d;
    hash ^= hash >>> 12;
    return Math.floorMod(hash, SIZE);
  }
}
