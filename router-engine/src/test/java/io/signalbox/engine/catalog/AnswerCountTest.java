package io.signalbox.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerCountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "n                               | 4                       | 4",
        "n                               | \"4\"                   | 4",
        "best_of                         | 20                      | 20",
        "candidateCount                  | 8                       | 8",
        "generationConfig.candidateCount | 8.0                     | 8",
        "generationConfig                | {\"candidateCount\": 3} | 3",
        "generation_config               | {\"candidate_count\":3} | 3",
        "n                               | 1e2                     | 100",
        "n                               | 9223372036854775807     | 1000000000",
        "n                               | 0                       | 1",
        "n                               | -4                      | 1",
        "n                               | null                    | 1",
        "tools                           | [{\"n\":9}]             | 1",
        "logprobs                        | 5                       | 1"
      })
  void answersAreReadInTheWordsOfEveryApi(String name, String json, long answers) {
    assertEquals(answers, AnswerCount.of(Map.of(name, json)));
  }

  @Test
  void mostOfThemCount() {
    assertEquals(20, AnswerCount.of(Map.of("n", "2", "best_of", "20")));
    assertEquals(1, AnswerCount.of(Map.of()));
  }
}
