package io.signalbox.app.kit.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.kit.diff.DiffText;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jfx.incubator.scene.control.richtext.TextPos;
import org.junit.jupiter.api.Test;

/// Folding changes what is seen, never what is written.
final class FoldedTextTest {
  private static final String TEXT =
      """
      name: Desk

      nodes:
        triage:
          rules:
          - when: "true"
            then: fast

          - when: "false"
        # the cap
        cap:
          usd: 1
      models:
        fast: {}
      """;

  private final FoldedText content = new FoldedText();
  private final FoldedModel model = new FoldedModel(content);

  private void write(String text) {
    model.replace(null, TextPos.ZERO, model.getDocumentEnd(), text);
  }

  private String seen() {
    return String.join(
        "\n", IntStream.range(0, content.size()).mapToObj(content::getText).toList());
  }

  private Fold below(String line) {
    int first = content.lines().indexOf(line);
    return Fold.byIndent(content.lines()).stream()
        .filter(fold -> fold.first() == first)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void indentedLinesCanBeFolded() {
    assertEquals(
        List.of(
            new Fold(2, 11),
            new Fold(3, 8),
            new Fold(4, 8),
            new Fold(5, 6),
            new Fold(10, 11),
            new Fold(12, 13)),
        Fold.byIndent(TEXT.lines().toList()));
  }

  @Test
  void foldedLinesAreHiddenAndKept() {
    write(TEXT);
    model.fold(below("  triage:"));
    assertEquals(
        """
        name: Desk

        nodes:
          triage:
          # the cap
          cap:
            usd: 1
        models:
          fast: {}
        """,
        seen());
    model.fold(below("nodes:"));
    assertEquals("name: Desk\n\nnodes:\nmodels:\n  fast: {}\n", seen());
    assertEquals(TEXT, content.text());
    model.unfold(below("nodes:"));
    assertTrue(content.isHidden(5));
    model.unfold(below("  triage:"));
    assertEquals(TEXT, seen());
  }

  @Test
  void lineInsertedAfterFoldFollowsHiddenLines() {
    write(TEXT);
    model.fold(below("nodes:"));
    TextPos end = model.getEndOfParagraphTextPos(2);
    model.replace(null, end, end, "\nnotes: []");
    assertEquals(TEXT.replace("models:", "notes: []\nmodels:"), content.text());
    TextPos middle = TextPos.ofLeading(2, 2);
    model.replace(null, middle, middle, "\n");
    assertEquals(
        TEXT.replace("models:", "notes: []\nmodels:").replace("nodes:", "no\ndes:"),
        content.text());
    assertTrue(seen().contains("no\ndes:\nnotes: []"), seen());
  }

  @Test
  void copyIncludesFoldedLines() {
    write(TEXT);
    model.fold(below("models:"));
    TextPos from = TextPos.ofLeading(12, 3);
    assertEquals("els:\n  fast: {}\n", content.between(from, model.getDocumentEnd()));
  }

  @Test
  void changeInsideFoldStaysHidden() {
    write(TEXT);
    model.fold(below("  triage:"));
    model.fold(below("models:"));
    String before = seen();
    replaceHidden("then: fast", "then: large\n      # dearer\n      # better");
    replaceHidden("  fast: {}\n", "  fast: {}\n  large: {}\n");
    assertEquals(before, seen());
    assertEquals(List.of(new Fold(3, 10), new Fold(14, 16)), content.folds());
    replaceHidden("  large: {}\n", "");
    assertEquals(before, seen());
    assertEquals(List.of(new Fold(3, 10), new Fold(14, 15)), content.folds());
  }

  private void replaceHidden(String some, String other) {
    String after = content.text().replace(some, other);
    assertTrue(content.replaceHidden(DiffText.stretch(content.text(), after)).isPresent());
    assertEquals(after, content.text());
  }

  @Test
  void visibleChangeIsNotHidden() {
    write(TEXT);
    model.fold(below("  triage:"));
    String after = TEXT.replace("  # the cap\n", "  # a\n  # the cap\n");
    assertTrue(content.replaceHidden(DiffText.stretch(TEXT, after)).isEmpty());
    assertEquals(TEXT, content.text());
  }

  @Test
  void editsGiveSameTextAsWithoutFolds() {
    var random = new Random(7);
    for (int round = 0; round < 40; round++) {
      write(TEXT.repeat(1 + random.nextInt(4)));
      for (int step = 0; step < 60; step++) {
        foldSomething(random);
        TextPos start = place(random);
        TextPos end = random.nextBoolean() ? start : place(random);
        if (end.compareTo(start) < 0) {
          TextPos other = start;
          start = end;
          end = other;
        }
        String words = List.of("", "x", "  y: 1", "\n", "a\n  b\n").get(random.nextInt(5));
        String expected = edited(start, end, words);
        model.replace(null, start, end, words);
        assertEquals(expected, content.text());
        assertEquals(content.lines().size() - hidden(), content.size());
      }
      List.copyOf(content.folds()).forEach(model::unfold);
      assertEquals(content.text(), seen());
    }
  }

  private void foldSomething(Random random) {
    List<Fold> possible = Fold.byIndent(content.lines());
    if (!possible.isEmpty() && random.nextBoolean()) {
      Fold fold = possible.get(random.nextInt(possible.size()));
      if (content.below(fold.first()).isEmpty()) {
        model.fold(fold);
      }
    } else if (!content.folds().isEmpty() && random.nextInt(3) == 0) {
      model.unfold(content.folds().get(random.nextInt(content.folds().size())));
    }
  }

  private TextPos place(Random random) {
    int paragraph = random.nextInt(content.size());
    return TextPos.ofLeading(paragraph, random.nextInt(content.getText(paragraph).length() + 1));
  }

  /// What is written behind a fold begins behind its last line.
  private String edited(TextPos start, TextPos end, String words) {
    int from = offset(content.line(start.index()), start.offset());
    int to = offset(content.line(end.index()), end.offset());
    String head = content.text().substring(0, from);
    String tail = content.text().substring(to);
    int line = content.line(end.index());
    int broken = words.indexOf('\n');
    boolean behind =
        content.below(line).isPresent()
            && end.offset() == content.lines().get(line).length()
            && broken >= 0;
    if (!behind) {
      return head + words + tail;
    }
    int last = content.below(line).orElseThrow().last();
    int after = offset(last, content.lines().get(last).length());
    String folded = content.text().substring(to, after);
    return head
        + words.substring(0, broken)
        + folded
        + words.substring(broken)
        + content.text().substring(after);
  }

  private int offset(int line, int column) {
    return content.lines().subList(0, line).stream().mapToInt(each -> each.length() + 1).sum()
        + column;
  }

  private int hidden() {
    return (int) IntStream.range(0, content.lines().size()).filter(content::isHidden).count();
  }
}
