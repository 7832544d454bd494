package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What can be counted in a text of any language: its length, sentences, numbers, signs. How hard a
/// prompt is shows more in these than in what it is about.
final class Surface {
  /// How many there are.
  static final int SIZE = 36;

  private static final int LONG_WORD = 7;
  private static final int BIG_NUMBER = 100;

  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*+");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*+(?:\\.\\d++)?+");
  private static final Pattern END = Pattern.compile("[.!?。！？]++(?:\\s|$)|\\n++");
  private static final Pattern FRACTION = Pattern.compile("\\d/\\d");
  private static final Pattern COMMA = Pattern.compile(",(?!\\d)");
  private static final Pattern ITEM =
      Pattern.compile("(?m)^[ \\t]{0,8}(?:[-*•]|\\(?[A-Za-z0-9]{1,2}[.)])\\s");
  private static final Pattern OPERATOR = Pattern.compile("[+*/=<>^\\\\]|\\s[-−]\\s");
  private static final Pattern HYPHEN = Pattern.compile("\\w-\\w");
  private static final Pattern SPACE = Pattern.compile("\\s++");

  private final float[] values = new float[SIZE];
  private int filled;

  private final String text;
  private final List<String> words;
  private final List<String> numbers;
  private final List<String> sentences;

  private Surface(String text) {
    this.text = text;
    this.words = all(WORD, text);
    this.numbers = all(NUMBER, text);
    this.sentences = END.splitAsStream(text.strip()).filter(each -> !each.isBlank()).toList();
  }

  /// The values of a text.
  static float[] of(String text) {
    var surface = new Surface(text);
    surface.lengths();
    surface.ofNumbers();
    surface.signs();
    surface.ofWords();
    surface.ofSentences();
    return surface.values;
  }

  private void lengths() {
    log(text.length());
    log(words.size());
    log(sentences.size());
    log((double) wordCount() / Math.max(1, sentences.size()));
    add(words.stream().mapToInt(String::length).average().orElse(0));
  }

  private void ofNumbers() {
    double[] sizes = numbers.stream().mapToDouble(Surface::value).toArray();
    log(numbers.size());
    log(new HashSet<>(numbers).size());
    add((double) numbers.size() / wordCount());
    log(Arrays.stream(sizes).max().orElse(0));
    add(Arrays.stream(sizes).map(size -> size >= BIG_NUMBER ? 1 : 0).average().orElse(0));
    log(numbers.stream().filter(number -> number.contains(".")).count());
  }

  private static double value(String number) {
    return Double.parseDouble(number.replace(",", "").replaceAll("[^0-9.]", "0"));
  }

  private void signs() {
    log(count("%"));
    log(count(FRACTION));
    log(count("$€£¥"));
    log(count("?？"));
    log(count(COMMA));
    log(count(":;"));
    log(count("\n"));
    log(count(ITEM));
    log(count(OPERATOR));
    log(count("`"));
    log(count("{}[]();"));
    log(count("\"“”"));
    log(count(HYPHEN));
  }

  private void ofWords() {
    long capitals = words.stream().filter(word -> Character.isUpperCase(word.charAt(0))).count();
    log(capitals);
    add(Math.log1p((double) capitals) / Math.log1p(wordCount()));
    add(share(text.chars().filter(Character::isUpperCase).count()));
    long distinct = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().count();
    add((double) distinct / wordCount());
    log(distinct);
    add((double) words.stream().filter(word -> word.length() >= LONG_WORD).count() / wordCount());
    add(share(text.chars().filter(each -> each > 127).count()));
  }

  private void ofSentences() {
    String last = sentences.isEmpty() ? "" : sentences.getLast();
    log(pieces(last));
    log(all(NUMBER, last).size());
    log(sentences.isEmpty() ? 0 : pieces(sentences.getFirst()));
    log(sentences.stream().mapToLong(Surface::pieces).max().orElse(0));
    log(sentences.stream().filter(each -> NUMBER.matcher(each).find()).count());
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static long pieces(String sentence) {
    return SPACE.splitAsStream(sentence.strip()).count();
  }

  private int wordCount() {
    return Math.max(1, words.size());
  }

  private double share(long of) {
    return (double) of / Math.max(1, text.length());
  }

  private long count(Pattern pattern) {
    return pattern.matcher(text).results().count();
  }

  private long count(String signs) {
    return text.chars().filter(each -> signs.indexOf(each) >= 0).count();
  }

  private void log(long count) {
    log((double) count);
  }

  private void log(double value) {
    add(Math.log1p(value));
  }

  private void add(double value) {
    values[filled++] = (float) value;
  }
}
