package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for other languages finds the same. */
final class PortableRegexTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "sql",
          "a SQL query",
          "mysql",
          "xx",
          "x\ny",
          "caf\u00e9 42",
          "\ud83d\ude00 smile",
          "tell \"me\" {now} [[x]] $ \\",
          "K\u212a long \u017f");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\\b(sql|query|function)\\b",
        "^x.y$",
        "(?s)^x.y$",
        "(?m)^y$",
        "[^a-z ]",
        "\\d{2,3}",
        "\\p{L}+\\s\\d",
        "x{2}|\\$ \\\\",
        "\\[\\[x\\]\\]",
        "(?i)k",
        "(?:)",
        "\\x{1F600}",
        "a?b*c+"
      })
  void pythonsFormFindsTheSame(String regex) {
    // Java reads Python's form alike: \A, \Z at the very end, numbers of characters, and \b of
    // ASCII.
    String python = PortableRegex.python(regex).orElseThrow();
    var pattern =
        Pattern.compile(python.replace("\\Z", "\\z").replaceAll("\\\\U0*([0-9a-f]+)", "\\\\x{$1}"));
    for (String text : TEXTS) {
      boolean ours = TextPattern.of(regex).isIn(text, new Steps(1_000_000));
      assertEquals(ours, pattern.matcher(text).find(), regex + " in " + text + ": " + python);
    }
  }

  @Test
  void formsAreAsciiAndHoldNoQuote() {
    for (String regex : List.of("\u00e9\"'`", "[\u4e00-\u9fff]", "(?i)stra\u00dfe")) {
      String python = PortableRegex.python(regex).orElseThrow();
      String script = PortableRegex.javaScript(regex).orElseThrow();
      assertTrue(python.matches("[ -~&&[^\"'`]]+"), python);
      assertTrue(script.matches("[ -~&&[^\"'`]]+"), script);
    }
  }

  @Test
  void machineHasStepsAndSets() {
    Map<String, Object> machine = PortableRegex.machine("a|[b-d]x").orElseThrow();
    assertEquals(List.of("match"), ((List<?>) machine.get("steps")).getFirst());
    assertTrue(((List<?>) machine.get("sets")).contains(List.of(98, 100)), machine.toString());
  }
}
