package io.signalbox.engine.graph.condition;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {
  private static final Map<Signal, Object> VALUES =
      Map.of(
          Signal.SPEND, Map.of("day", 5.5),
          Signal.TOKENS, 7_959L,
          Signal.IMAGES, 0L,
          Signal.METADATA, Map.of("x", "a", "a-b", "c", "score", " 0.75 ", "big", "1e999"),
          Signal.TOOLS, List.of("web", "db_read"),
          Signal.TEXT, "Write some SQL",
          Signal.STREAM, true,
          Signal.NOW, Instant.parse("2026-06-01T07:30:00Z"),
          Signal.PRICE, Map.of("opus", Map.of("input", 5.0, "output", 25.0)),
          Signal.HEALTH,
              Map.of("opus", Map.of("p95", 3.5, "open", false), "my-model", Map.of("open", true)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spend.day > 5",
        "metadata.x == \"a\"",
        "metadata[\"a-b\"] == 'c'",
        "metadata.absent == ''",
        "\"x\" in metadata",
        "!(\"k\" in metadata)",
        "tools.exists(t, t.startsWith(\"db_\"))",
        "text.matches(\"(?i)sql\")",
        "now > timestamp(\"2026-01-01T00:00:00Z\")",
        "now.getHours() < 8",
        "now.getHours(\"Europe/Berlin\") == 9",
        "now.getHours() < 8 && !(\"k\" in metadata) && metadata.k == ''",
        "health.opus.p95 > 3.0",
        "health.opus.p95 > 3",
        "health[\"my-model\"].open",
        "price.opus.input < price.opus.output",
        "price.opus.output >= 25",
        "price.unknown.input > 1.0 || stream",
        "number(metadata.score) > 0.5",
        "number(metadata.score) == 0.75 && number(metadata['score']) in [0.5, 0.75]",
        "!(number(metadata.score) > 1)",
        "int(number(metadata.score) * 100.0) == 75",
        "number(metadata.x) > 1 || stream",
        "!(number(metadata.x) > 1 && !stream)",
        "tools.exists(t, 3 / (size(t) - 3) > 100 || t == 'db_read')",
        "tools.map(t, size(t)).exists(n, n == 7)",
        "tools.filter(t, t.startsWith('db_'))[0] == 'db_read'",
      })
  void holds(String text) {
    assertTrue(Condition.of(text).holds(VALUES::get));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number(metadata.x) > 1",
        "number(metadata.x) <= 1",
        "!(number(metadata.x) > 1)",
        "!(number(metadata.x) <= 1)",
        "number(metadata.x) == 1.0",
        "number(metadata.x) != 1.0",
        "number(metadata.absent) < 1",
        "number(metadata.big) > 1",
        "int(number(metadata.x)) > 1",
        "price.unknown.input < 1",
        "!(price.unknown.input < 1)"
      })
  void hasNoValueWhereNumberIsMissing(String text) {
    assertThrows(ConditionException.class, () -> Condition.of(text).holds(VALUES::get));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokenz > 3                 | 1:1 there is no variable tokenz; did you mean tokens?
          stream && tokenz > 3       | 1:11 there is no variable tokenz; did you mean tokens?
          text.startWith("a")        | 1:6 there is no function startWith; did you mean startsWith?
          text > 3                   | 1:6 > cannot compare a text with a whole number
          spend > 3                  | 1:7 > cannot compare a map with a whole number
          tokens + 1                 | 1:8 the condition must be true or false, but it is a whole number
          metadata.task = "x"        | 1:15 write == to compare
          tokens > 3 and stream      | 1:12 write && instead of and
          tokens >                   | 1:9 the condition ends too early
          text == "a                 | 1:9 this text has no closing quote
          text && stream             | 1:6 && needs true or false on both sides, not a text and true or false
          spend.dya > 3.0            | 1:7 spend has no dya; did you mean day?
          health.opus.p59 > 1.0      | 1:13 health has no p59; did you mean p95?
          price.opus.cached > 1.0    | 1:12 price has no cached, but input, output
          numer(metadata.x) > 1.0    | 1:1 there is no function numer; did you mean number?
          number(text) > 1.0         | 1:7 number() reads a label or header, as in number(metadata.score)
          number(tokens) > 1.0       | 1:7 number cannot be used with a whole number
          text.matches("(")          | 1:13 not a regular expression (RE2), missing closing ): (
          text.matches(metadata.x)   | 1:13 matches needs a regular expression in quotes
          text.matches("(a{99}){999}") | 1:13 the repeats of the regular expression are too many: (a{99}){999}
          text == b"abc"             | 1:6 the sign == cannot compare a text with bytes
          """)
  void mistakesAreSaidInPlainWords(String text, String expected) {
    assertEquals(expected, faults(text));
  }

  @Test
  void mistakeOnLaterLineHasItsPlace() {
    assertEquals(
        "3:3 there is no variable tokenz; did you mean tokens?",
        faults("stream ||\n\n  tokenz > 3"));
  }

  @Test
  void emptyAndHugeTextsAreRefused() {
    assertEquals("1:1 the condition is empty", faults(" "));
    assertEquals(
        "1:1 the condition is longer than 8000 characters", faults("stream || ".repeat(900)));
  }

  @Test
  void deepNestingIsMistakeAndNoCrash() {
    assertFalse(faults("(".repeat(3_900) + "stream" + ")".repeat(3_900)).isEmpty());
    assertEquals("", faults("!".repeat(7_900) + "stream"));
  }

  @Test
  void nearMissSaysHowMuchWasMissing() {
    assertEquals(
        Optional.of("tokens > 8000: 42 more needed"),
        Condition.of("tokens > 8000").nearMiss(VALUES::get));
    assertEquals(
        Optional.of("tokens > 8000: 42 more needed"),
        Condition.of("stream && tokens > 8000").nearMiss(VALUES::get));
    assertEquals(Optional.empty(), Condition.of("!stream && tokens > 8000").nearMiss(VALUES::get));
    assertEquals(Optional.empty(), Condition.of("tokens > 7000").nearMiss(VALUES::get));
    assertEquals(Optional.empty(), Condition.of("tokens > 9000").nearMiss(VALUES::get));
    assertEquals(
        Optional.of("images > 0: 1 more needed"), Condition.of("images > 0").nearMiss(VALUES::get));
    assertEquals(
        Optional.of("tokens < 7900: 60 less needed"),
        Condition.of("tokens < 7900").nearMiss(VALUES::get));
    assertEquals(
        Optional.of("number(metadata.score) > 0.8: 0.05 more needed"),
        Condition.of("number(metadata.score) > 0.8").nearMiss(VALUES::get));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp(text) < now", "int(text) > 1"})
  void mistakesWhileRunningQuoteNothingOfTheRequest(String text) {
    var condition = Condition.of(text);
    var mistake = assertThrows(ConditionException.class, () -> condition.holds(VALUES::get));
    assertFalse(String.valueOf(mistake.getMessage()).contains("SQL"), mistake.getMessage());
  }

  private static String faults(String text) {
    return switch (Condition.read(text)) {
      case Condition.Parsed.Ready ready -> "";
      case Condition.Parsed.Broken broken ->
          broken.faults().stream()
              .map(fault -> fault.line() + ":" + fault.column() + " " + fault.words())
              .collect(joining("\n"));
    };
  }
}
