package io.signalbox.engine.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings come back from the head of a graph's text as they went in. */
final class ImportNoteTest {
  private static ImportNote written(Finding finding, Optional<String> part) {
    String text = "# a remark\n" + ImportNote.of(finding, part).line() + "signalbox: 1\n";
    List<ImportNote> notes = ImportNote.in(text);
    assertEquals(1, notes.size(), text);
    return notes.getFirst();
  }

  @Test
  void findingComesBack() {
    var finding = new Finding("a[0].b", 7, Grade.MANUAL, "Do this: now → then.");
    var note =
        new ImportNote(7, Grade.MANUAL, "a[0].b", Optional.of("gpt-5.1"), finding.reason(), 2);
    assertEquals(note, written(finding, Optional.of("gpt-5.1")));
  }

  @Test
  void oddPathsStayOneLine() {
    var finding = new Finding("a[\"x: y\\n → z\"]", 7, Grade.UNSUPPORTED, "None.");
    assertEquals(Optional.empty(), written(finding, Optional.empty()).part());
    var whole = new Finding("", 1, Grade.APPROXIMATE, "A\u2028line\nbreak");
    assertEquals("(whole file)", written(whole, Optional.empty()).path());
    assertEquals("A?line?break", written(whole, Optional.empty()).reason());
  }

  @Test
  void commentsBehindTheHeadAreNone() {
    assertEquals(List.of(), ImportNote.in("signalbox: 1\n# line 1: manual: a: b\n"));
  }
}
