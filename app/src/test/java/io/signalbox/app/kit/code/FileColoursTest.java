package io.signalbox.app.kit.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Colours of files that are only read.
final class FileColoursTest {
  @Test
  void textsEndWhereTheirQuoteDoes() {
    assertEquals(
        List.of(
            new CodeColours.Span(0, 4, "code-id"),
            new CodeColours.Span(4, 5, "code-mark"),
            new CodeColours.Span(6, 14, "code-string"),
            new CodeColours.Span(15, 19, "code-string")),
        FileColours.of("a.yaml").line("name: \"a \\\" b\" 'it'", 0).spans());
  }

  /// A whole graph may stand in one text of a generated program.
  @Test
  void textOfAnyLengthIsColoured() {
    String inner = "\\\"a\\\": 1, ".repeat(50_000);
    for (String quote : List.of("\"", "'")) {
      String line = quote + inner + quote;
      var text = new CodeColours.Span(0, line.length(), "code-string");
      for (String file : List.of("a.py", "a.yaml", "a.json")) {
        assertEquals(List.of(text), FileColours.of(file).line(line, 0).spans(), file);
      }
    }
    String key = "\"" + inner + "\"";
    assertEquals(
        new CodeColours.Span(0, key.length(), "code-id"),
        FileColours.of("a.json").line(key + ": 1", 0).spans().getFirst());
  }
}
