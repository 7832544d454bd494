package io.signalbox.engine.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The commonest words of languages that share a script.
final class CommonWords {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final Map<String, Set<String>> WORDS = read();

  private final List<String> words;

  private CommonWords(List<String> words) {
    this.words = words;
  }

  /// Single letters do not count: in questions about code they are names.
  static CommonWords in(String text) {
    return new CommonWords(
        Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
            .filter(word -> word.length() > 1)
            .toList());
  }

  /// How many of the text's words are among the commonest of a language.
  int hits(String language) {
    Set<String> known = WORDS.getOrDefault(language, Set.of());
    return (int) words.stream().filter(known::contains).count();
  }

  private static Map<String, Set<String>> read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CommonWords.class.getResourceAsStream("words.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line[0],
                  line -> Arrays.stream(line).skip(1).collect(Collectors.toSet())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
