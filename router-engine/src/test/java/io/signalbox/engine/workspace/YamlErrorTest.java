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
        "a: [ b, \"never closed | 2:9 | The quote that begins here is never closed. Close it.",
        "a: 'never closed | 2:4 | The quote that begins here is never closed. Close it.",
        "a: [ b, c | 2:4 | The list that begins here is not closed."
            + " Put a ] at its end, and a comma between its parts.",
        "a: { b: c | 2:4 | The map that begins here is not closed."
            + " Put a } at its end, and a comma between its parts.",
        "a: b: c | 2:5 | The colon here makes a second key in one line,"
            + " or the line is indented too far. Put the text in quotes, or check the indentation.",
        "a: %x | 2:4 | No text begins with this character. Put the text in quotes.",
        "a: \"\\q\" | 2:6 | After a backslash in double quotes only some letters have a meaning;"
            + " this one has none. Write \\\\ for a backslash, or use single quotes.",
        "- a | 2:1 | This line belongs to nothing above it: a key that stands in line with others"
            + " is expected here. Check the indentation.",
        "\\ta: b | 2:1 | A tab stands here; YAML is indented with spaces. Indent with spaces.",
      })
  void troubleIsToldForPeople(String line, String place, String words) {
    String text = "signalbox: 1\n" + line.replace("\\t", "\t") + "\n";
    var problem = GraphText.read("", text).problems().getFirst();
    assertEquals(place + ": error: " + words, problem.line());
  }
}
