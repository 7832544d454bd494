package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a move agrees with what is done. */
final class MoveForecastTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | 0     | 9 | false | it costs $0 more now and saves nothing later, so it never pays
          0.1   | 0     | 9 | false | it costs $0.1 more now and saves nothing later, so it never pays
          -0.1  | 0     | 1 | true  | it costs $0.1 less now and saves nothing later, so it pays after 0 turns; 1 are expected
          0.1   | 0.02  | 5 | true  | it costs $0.1 more now and saves $0.02 a turn, so it pays after 5 turns; 5 are expected
          0.1   | 0.02  | 4 | false | it costs $0.1 more now and saves $0.02 a turn, so it pays after 5 turns; 4 are expected
          -0.1  | 0.02  | 1 | true  | it costs $0.1 less now and saves $0.02 a turn, so it pays after 0 turns; 1 are expected
          -0.1  | -0.02 | 1 | false | it costs $0.1 less now and $0.02 more a turn, so it never pays
          """)
  void wordsAgreeWithTheDecision(
      double extra, double saving, int turns, boolean pays, String words) {
    var forecast = new MoveForecast(extra, saving);
    assertEquals(pays, forecast.pays(turns));
    assertEquals(words, forecast.words(turns));
  }
}
