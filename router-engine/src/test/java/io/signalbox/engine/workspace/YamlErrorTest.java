package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that is no YAML is told in words that say what to do, at the place where it began. */
final class YamlErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [ b, \"never closed | 2:9 | The quoted text that starts here is not closed. Add the"
            + " closing quote.",
        "a: 'never closed | 2:4 | The quoted text that starts here is not closed. Add the closing"
            + " quote.",
        "a: [ b, c | 2:4 | The list that starts here is not closed."
            + " Add a ] at its end, and a comma between its items.",
        "a: { b: c | 2:4 | The mapping that starts here is not closed."
            + " Add a } at its end, and a comma between its entries.",
        "a: b: c | 2:5 | The colon here starts a second key in one line,"
            + " or the line is indented too far. Put the text in quotes, or check the indentation.",
        "a: %x | 2:4 | A text cannot start with this character. Put the text in quotes.",
        "a: \"\\q\" | 2:6 | Unknown escape sequence after the backslash."
            + " Write \\\\ for a backslash, or use single quotes.",
        "- a | 2:1 | This line does not line up with the keys above it."
            + " Check the indentation.",
        "\\ta: b | 2:1 | YAML cannot be indented with tabs. Indent with spaces.",
      })
  void parserErrorsAreReadable(String line, String place, String words) {
    String text = "signalbox: 1\n" + line.replace("\\t", "\t") + "\n";
    var problem = GraphText.read("", text).problems().getFirst();
    assertEquals(place + ": error: " + words, problem.line());
  }
}
