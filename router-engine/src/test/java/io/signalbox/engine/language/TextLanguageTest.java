package io.signalbox.engine.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextLanguageTest {
  private record Sentence(String language, String text) {}

  @Test
  void findsLanguageOfShortSentences() {
    List<Sentence> all = sentences();
    Map<String, List<Sentence>> byLanguage =
        all.stream()
            .collect(Collectors.groupingBy(Sentence::language, TreeMap::new, Collectors.toList()));
    var wrong = new ArrayList<String>();
    for (Sentence each : all) {
      String found = TextLanguage.of(each.text());
      if (!found.equals(each.language())) {
        wrong.add(each.language() + " read as " + found + ": " + each.text());
      }
    }
    assertTrue(byLanguage.size() >= 20, byLanguage.keySet().toString());
    assertTrue(wrong.size() * 100 <= all.size() * 2, wrong.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "en, fix the bug", "en, Hello", "de, Danke", "de, Hilf mir", "fr, Bonjour", "es, Gracias",
    "pt, Bom dia", "it, Grazie", "nl, Dank je wel", "ru, как дела", "ja, こんにちは", "zh, 你好",
    "ko, 안녕하세요", "el, Γεια σου", "fi, Kiitos", "cs, Dobrý den", "hu, Köszönöm"
  })
  void findsLanguageOfOneOrTwoCommonWords(String language, String text) {
    assertEquals(language, TextLanguage.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "42",
        "2 + 2 = ?",
        "ok",
        "😀",
        "x = y + 1;",
        "{\"a\": 1}",
        "https://example.com/why",
        "for (int i = 0; i < n; i++) { sum += a[i]; }"
      })
  void leavesUnclearTextsEmpty(String text) {
    assertEquals("", TextLanguage.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "ja, Pythonのfor文とwhile文の違いは何ですか",
    "zh, 请解释 TypeError: Cannot read properties 这个错误",
    "ru, Что делает git rebase --interactive?",
    "de, Was macht diese Schleife: for (int i = 0; i < n; i++)?"
  })
  void readsQuestionsThatQuoteCode(String language, String text) {
    assertEquals(language, TextLanguage.of(text));
  }

  @Test
  void readsLongTextsByTheirBeginning() {
    String text = "Please look at the following list and tell me what is wrong with it. ";
    assertEquals("en", TextLanguage.of(text.repeat(10_000)));
  }

  private static List<Sentence> sentences() {
    try (var in = TextLanguageTest.class.getResourceAsStream("/language/sentences.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(parts -> new Sentence(parts[0], parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
