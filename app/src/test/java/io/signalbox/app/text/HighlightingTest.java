package io.signalbox.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.kit.code.CodeColours;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Colours, line breaks and the outline of texts.
final class HighlightingTest {
  @Test
  void highlightsKeysTextsNumbersAndComments() {
    assertEquals("section:nodes mark::", colours("nodes:"));
    assertEquals("id:triage mark:: comment:# first", colours("  triage: # first"));
    assertEquals("key:kind mark::", colours("    kind: rules"));
    assertEquals("key:usd mark:: number:40", colours("    usd: 40"));
    assertEquals("key:first_token mark:: number:8s", colours("    first_token: 8s"));
    assertEquals("key:disabled mark:: word:true", colours("    disabled: true"));
    assertEquals("key:to mark:: mark:[ mark:, mark:]", colours("    to: [ opus, gpt ]"));
    assertEquals("key:url mark:: string:\"http://x:1/#a\"", colours("    url: \"http://x:1/#a\""));
  }

  @Test
  void highlightsConditions() {
    assertEquals(
        "mark:- mark:{ key:when mark:: mark:' variable:metadata plain:task operator:=="
            + " string:\"x\" operator:&& variable:tokens operator:> number:8000 mark:' mark:,"
            + " key:to mark:: mark:}",
        colours("      - { when: 'metadata.task == \"x\" && tokens > 8000', to: flash }"));
    assertEquals(
        "key:when mark:: variable:tokens operator:> number:5", colours("        when: tokens > 5"));
  }

  @Test
  void highlightsMultilineBlocksAndQuotations() {
    assertEquals(
        List.of("key:note mark:: mark:|", "string:      two: 1", "key:kind mark::"),
        all("    note: |", "      two: 1", "    kind: rules"));
    assertEquals(
        List.of("key:when mark:: mark:>-", "variable:tokens operator:> number:1", "key:to mark::"),
        all("    when: >-", "      tokens > 1", "    to: x"));
    assertEquals(
        List.of("key:note mark:: string:\"one", "string:two\"", "key:to mark::"),
        all("  - note: \"one", "two\"", "    to: x").stream()
            .map(line -> line.replace("mark:- ", ""))
            .toList());
  }

  @Test
  void spansNeverOverlap() {
    for (String line :
        List.of("'", "\"\\", "a: 'b", "when: 'a == \"", "[{,}]:", "- - a:b: c #", "|")) {
      int at = 0;
      for (CodeColours.Span span : new YamlColours().line(line, 0).spans()) {
        assertEquals(true, at <= span.start() && span.start() < span.end(), line);
        at = span.end();
      }
      assertEquals(true, at <= line.length(), line);
    }
  }

  @Test
  void keepsLineBreaksOfFile() {
    assertEquals("a\nb", LineBreaks.plain("a\r\nb"));
    assertEquals("a\r\nx\r\nb\nc", LineBreaks.typed("a\r\nb\nc", "a\nx\nb\nc"));
    assertEquals("a\nb", LineBreaks.typed("a\nc", "a\nb"));
  }

  @Test
  void outlineHasLinesOfNodes() {
    Outline outline =
        Outline.of(
            "name: x\n"
                + "models:\n"
                + "  a: { }\n\n"
                + "# c\n"
                + "nodes:\n"
                + "  b:\n"
                + "    kind: rules\n"
                + "    to: [\n"
                + "  c: 1\n");
    assertEquals(Optional.of("a"), outline.at(3).map(Outline.Entry::id));
    assertEquals(Optional.empty(), outline.at(1));
    assertEquals(Optional.of("b"), outline.at(9).map(Outline.Entry::id));
    assertEquals(new Outline.Entry("nodes", "b", 7, 9), outline.of("nodes", "b").orElseThrow());
    assertEquals(10, outline.of("nodes", "c").orElseThrow().first());
  }

  private static List<String> all(String... lines) {
    var shown = new java.util.ArrayList<String>();
    int state = 0;
    for (String line : lines) {
      CodeColours.ColouredLine found = new YamlColours().line(line, state);
      shown.add(shown(line, found));
      state = found.state();
    }
    return shown;
  }

  private static String colours(String line) {
    return all(line).getFirst();
  }

  private static String shown(String line, CodeColours.ColouredLine found) {
    return found.spans().stream()
        .map(span -> span.style().substring(5) + ":" + line.substring(span.start(), span.end()))
        .collect(Collectors.joining(" "));
  }
}
