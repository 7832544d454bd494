package io.signalbox.app.kit.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DiffTextTest {
  @Test
  void marksReplacedWords() {
    assertEquals(
        "the [-quick-][+slow+] fox", shown(DiffText.words("the quick fox", "the slow fox")));
    assertEquals("a[+ b+]", shown(DiffText.words("a", "a b")));
    assertEquals("[-a-]", shown(DiffText.words("a", "")));
  }

  @Test
  void alignsChangedLines() {
    List<DiffText.Line> lines = DiffText.lines("a\nb 1\nc\n", "a\nb 2\nnew\nc\n");
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).isSame());
    assertEquals("b [-1-]", shown(lines.get(1).before()));
    assertEquals("b [+2+]", shown(lines.get(1).after()));
    assertEquals(0, lines.get(2).old());
    assertEquals(3, lines.get(2).now());
    assertEquals(3, lines.get(3).old());
    assertEquals(4, lines.get(3).now());
  }

  @Test
  void diffRestoresBothTexts() {
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      String old = letters(random);
      String now = letters(random);
      List<DiffText.Run<String>> runs = DiffText.words(old, now);
      assertEquals(old, without(runs, DiffText.Kind.NEW));
      assertEquals(now, without(runs, DiffText.Kind.GONE));
    }
  }

  @Test
  void changedRangeIsMinimal() {
    assertEquals(new DiffText.Stretch(1, 2, "x"), DiffText.stretch("abc", "axc"));
    assertEquals(new DiffText.Stretch(2, 2, "a"), DiffText.stretch("aa", "aaa"));
    assertTrue(DiffText.stretch("same", "same").isEmpty());
  }

  @Test
  void unrelatedLongTextsAreReplacedAsWhole() {
    String old = "a ".repeat(5_000);
    String now = "b, ".repeat(5_000);
    assertEquals(old, without(DiffText.words(old, now), DiffText.Kind.NEW));
  }

  private static String letters(Random random) {
    return random
        .ints(random.nextInt(12), 0, 4)
        .mapToObj(i -> List.of("a", "b", " ", ".").get(i))
        .collect(Collectors.joining());
  }

  private static String without(List<DiffText.Run<String>> runs, DiffText.Kind kind) {
    return runs.stream()
        .filter(run -> run.kind() != kind)
        .flatMap(run -> run.items().stream())
        .collect(Collectors.joining());
  }

  private static String shown(List<DiffText.Run<String>> runs) {
    return runs.stream()
        .map(run -> {
          String text = String.join("", run.items());
          return switch (run.kind()) {
            case SAME -> text;
            case GONE -> "[-" + text + "-]";
            case NEW -> "[+" + text + "+]";
          };
        })
        .collect(Collectors.joining());
  }
}
