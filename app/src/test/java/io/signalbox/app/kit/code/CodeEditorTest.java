package io.signalbox.app.kit.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// An editor whose text somebody else changes too.
@Windowed
final class CodeEditorTest {
  private CodeEditor editor;
  private static final String SCRIPT = "a:\n  one: a\n  two: b\n  \n";
  private static final List<KeyCode[]> DELETING =
      List.of(
          new KeyCode[] {KeyCode.BACK_SPACE},
          new KeyCode[] {KeyCode.CONTROL, KeyCode.BACK_SPACE},
          new KeyCode[] {KeyCode.CONTROL, KeyCode.H},
          new KeyCode[] {KeyCode.DELETE},
          new KeyCode[] {KeyCode.CONTROL, KeyCode.DELETE});

  private final Random random = new Random(3);

  @Start
  void start(Stage stage) {
    editor = new CodeEditor();
    stage.setScene(new Scene(editor, 400, 300));
    stage.show();
  }

  @Test
  void keepsTextWhenFolded(FxRobot robot) {
    robot.interact(() -> {
      editor.load("a:\n  b:\n    c: 1\n  d: 2\ne:\n- f\n- g:\n    h: 3\n");
      for (int i = 0; i < 500; i++) {
        fold();
        String other = changed(editor.text());
        editor.setText(other);
        assertEquals(other, editor.text());
        if (i % 50 == 0) {
          seen();
        }
      }
    });
  }

  @Test
  void deleteWordKeysStopAtWordBoundary(FxRobot robot) {
    for (KeyCode[] keys : DELETING) {
      for (int column = 1; column < 6; column++) {
        int at = column;
        robot.interact(() -> {
          editor.load(SCRIPT);
          editor.foldAll();
          editor.requestFocus();
          editor.reveal(keys[keys.length - 1] == KeyCode.DELETE ? 1 : 4, at, 0);
        });
        robot.push(keys);
        String words = editor.text().replace(" ", "").replace("\n", "");
        assertTrue(words.contains("one:atwo:"), keys[0] + " at " + at + ": " + editor.text());
      }
    }
  }

  @Test
  void rightArrowSkipsFold(FxRobot robot) {
    robot.interact(() -> {
      editor.load(SCRIPT);
      editor.foldAll();
      editor.requestFocus();
      editor.reveal(1, 3, 0);
    });
    robot.push(KeyCode.RIGHT);
    assertEquals(new CodeEditor.Caret(4, 1), editor.caretProperty().get());
    robot.push(KeyCode.LEFT).push(KeyCode.SHIFT, KeyCode.RIGHT);
    assertEquals("\n  one: a\n  two: b\n", editor.selected());
  }

  @Test
  void foldsAndUnfoldsAll(FxRobot robot) {
    robot.interact(() -> {
      editor.load(SCRIPT.repeat(2000));
      editor.reveal(7, 4, 0);
      editor.foldAll();
      assertEquals(new CodeEditor.Caret(5, 3), editor.caretProperty().get());
      assertEquals(2000, editor.folds().size());
      editor.unfoldAll();
      assertEquals(SCRIPT.repeat(2000), editor.text());
      assertEquals(5, editor.caretProperty().get().line());
    });
  }

  private void fold() {
    int line = 1 + random.nextInt(9);
    editor.follow(line, line);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> editor.foldHere();
      case 4, 5 -> editor.unfoldHere();
      case 6 -> editor.foldAll();
      case 7 -> editor.unfoldAll();
      default -> editor.complete();
    }
  }

  /// Lines come, go and change, one or several.
  private String changed(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.add(at, " ".repeat(2 * random.nextInt(3)) + "x" + random.nextInt(9) + ":");
      case 1 -> lines.subList(at, Math.min(lines.size(), at + 1 + random.nextInt(2))).clear();
      case 2 -> lines.set(at, lines.get(at) + random.nextInt(10));
      case 3 -> lines.addAll(at, List.of("  y:", "    z: 1", "    z: 1"));
    }
    if (lines.size() > 40) {
      lines.subList(10, 30).clear();
    }
    return String.join("\n", lines);
  }

  /// What is not folded is seen, at its place.
  private void seen() {
    for (int line = 1; line <= editor.text().split("\n", -1).length; line++) {
      int number = line - 1;
      if (editor.folds().stream().noneMatch(fold -> fold.hides(number))) {
        editor.follow(line, line);
        assertEquals(line, editor.caretProperty().get().line());
      }
    }
  }
}
