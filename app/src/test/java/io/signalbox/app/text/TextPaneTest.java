package io.signalbox.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.Png;
import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.kit.code.Fold;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The text beside the canvas, driven as a user would.
@Windowed
final class TextPaneTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.views().explorerProperty().set(false);
    stage.setScene(new Scene(new Workbench(session, "light", 1000).root(), 1000, 800));
    stage.show();
  }

  @BeforeEach
  void open(FxRobot robot) {
    robot.interact(() -> session.views().textProperty().set(true));
  }

  @Test
  void typingUpdatesCanvasAsOneUndoStep(FxRobot robot) throws IOException {
    robot.interact(() -> caret(robot, line("name: Support desk"), 19));
    robot.write(" two");
    settle(robot);
    assertEquals("Support desk two", session.editor().document().graph().name());
    assertEquals("Type", session.editor().undoingProperty().get());
    assertTrue(editor(robot).text().contains("name: Support desk two"));
    picture(robot, "text-pane");
    robot.push(KeyCode.SHORTCUT, KeyCode.Z);
    assertEquals("Support desk", session.editor().document().graph().name());
    assertFalse(editor(robot).text().contains("desk two"));
    robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
    assertEquals("Support desk two", session.editor().document().graph().name());
  }

  @Test
  void canvasEditKeepsCaret(FxRobot robot) {
    int line = line("  cap:");
    robot.interact(() -> caret(robot, line, 4));
    robot.interact(() -> session.editor().edit("Name it", new GraphEdit.SetName("Another desk")));
    assertTrue(editor(robot).text().contains("name: Another desk"));
    assertEquals(new CodeEditor.Caret(line, 4), editor(robot).caretProperty().get());
    assertEquals(session.editor().document().text(), editor(robot).text());
  }

  @Test
  void brokenTextKeepsCanvas(FxRobot robot) throws IOException {
    robot.interact(() -> caret(robot, line("start: triage"), 1));
    robot.write("}");
    settle(robot);
    assertFalse(session.editor().document().sound());
    assertEquals("Support desk", session.editor().document().graph().name());
    String said = robot.lookup(".text-banner .label").queryLabeled().getText();
    assertTrue(said.startsWith("Line ") && said.endsWith("the last valid state."), said);
    picture(robot, "text-broken");
    robot.push(KeyCode.BACK_SPACE);
    settle(robot);
    assertTrue(session.editor().document().sound());
    assertFalse(robot.lookup(".text-banner").query().isVisible());
  }

  @Test
  void goesToLineByNumber(FxRobot robot) {
    robot.interact(() -> caret(robot, 1, 1));
    robot.push(KeyCode.SHORTCUT, KeyCode.L).write("7\n");
    assertEquals(new CodeEditor.Caret(7, 1), editor(robot).caretProperty().get());
    assertFalse(
        robot.lookup("#find").query().isVisible() && robot.lookup("#find").query().isFocused());
  }

  @Test
  void caretSelectsNodeAndSelectionRevealsLine(FxRobot robot) {
    robot.interact(() -> caret(robot, line("  cap:"), 4));
    robot.push(KeyCode.DOWN);
    assertEquals(Optional.of("cap"), session.editor().selection().only());
    assertEquals(
        Optional.of(new Views.CaretTarget(line("  cap:") + 1, 4)),
        session.views().caretProperty().get());
    robot.clickOn("#prompt");
    robot.interact(() -> session.editor().select("code"));
    assertEquals(line("  code:"), editor(robot).caretProperty().get().line());
  }

  @Test
  void revealsRequestedPlace(FxRobot robot) {
    int line = line("start: triage");
    robot.interact(() -> session.views().show(new Problem.Spot("", line, 8, 6)));
    assertEquals("triage", editor(robot).selected());
  }

  @Test
  void enterKeepsIndentation(FxRobot robot) {
    int line = line("  cap:");
    robot.interact(() -> caret(robot, line, 7));
    robot.push(KeyCode.ENTER).write("note: \"x\"");
    settle(robot);
    assertEquals("    note: \"x\"", editor(robot).line(line + 1));
    assertEquals(
        Optional.of("x"),
        session.editor().document().graph().node("cap").orElseThrow().about().note());
  }

  @Test
  void searchWrapsAround(FxRobot robot) {
    robot.interact(() -> caret(robot, 1, 1));
    robot.interact(editor(robot)::find);
    robot.write("kind: rules").push(KeyCode.ENTER);
    int first = editor(robot).caretProperty().get().line();
    robot.push(KeyCode.ENTER);
    int second = editor(robot).caretProperty().get().line();
    robot.push(KeyCode.ENTER);
    assertTrue(first < second);
    assertEquals(first, editor(robot).caretProperty().get().line());
    assertEquals("kind: rules", editor(robot).selected());
  }

  @Test
  void completesWhatIsTyped(FxRobot robot) {
    int line = line("  cap:");
    robot.interact(() -> caret(robot, line, 7));
    robot.push(KeyCode.ENTER).write("no");
    robot.push(KeyCode.ENTER).write("[50%]");
    settle(robot);
    assertEquals("    notices: [50%]", editor(robot).line(line + 1));
  }

  @Test
  void quickFixIsAppliedByClick(FxRobot robot) throws IOException {
    robot.interact(() ->
        session
            .editor()
            .edit(
                "Lead it astray",
                new GraphEdit.Connect("triage", new Slot.Field("otherwise"), "topc")));
    robot.interact(() -> session.views().show(io.signalbox.app.state.ToolPane.PROBLEMS));
    picture(robot, "problems");
    robot.clickOn("Use What is it about?");
    assertTrue(session.editor().document().valid());
    assertEquals(
        "topic",
        session.editor().document().graph().node("triage").orElseThrow().exits().getLast().to());
    robot.lookup(".problem-note").query();
  }

  @Test
  void foldedNodeStaysFoldedWhenCanvasChangesIt(FxRobot robot) throws IOException {
    int line = line("  cap:");
    robot.interact(() -> caret(robot, line + 1, 5));
    robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.OPEN_BRACKET);
    assertEquals(line, editor(robot).caretProperty().get().line());
    robot.interact(() -> session.editor().edit("Name it", new GraphEdit.SetName("Another desk")));
    robot.interact(() -> session.editor().edit("Disable it", new GraphEdit.Disable("cap", true)));
    assertEquals(session.editor().document().text(), editor(robot).text());
    assertEquals(List.of(line - 1), editor(robot).folds().stream().map(Fold::first).toList());
    int last = editor(robot).folds().getFirst().last();
    int disabled = line("    disabled: true") - 1;
    assertTrue(line - 1 < disabled && disabled <= last, last + ", " + disabled);
    robot.push(KeyCode.DOWN);
    assertEquals(last + 2, editor(robot).caretProperty().get().line());
    picture(robot, "text-folded");
    robot.push(KeyCode.UP).push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.CLOSE_BRACKET);
    assertEquals(List.of(), editor(robot).folds());
  }

  @Test
  void deletingUnfoldsHiddenLines(FxRobot robot) {
    String text = session.editor().document().text();
    robot.interact(() -> editor(robot).foldAll());
    int next = line("nodes:");
    robot.interact(editor(robot)::requestFocus);
    robot.interact(() -> editor(robot).follow(next, next));
    robot.push(KeyCode.BACK_SPACE);
    settle(robot);
    assertEquals(text.length() - 1, editor(robot).text().length());
    robot.push(KeyCode.SHORTCUT, KeyCode.Z);
    assertEquals(text, editor(robot).text());
  }

  @Test
  void searchAndProblemsUnfold(FxRobot robot) {
    robot.interact(() -> editor(robot).foldAll());
    int line = line("  cap:") + 1;
    robot.interact(() -> session.views().show(new Problem.Spot("", line, 5, 4)));
    assertEquals(line, editor(robot).caretProperty().get().line());
    robot.interact(() -> editor(robot).foldAll());
    robot.interact(editor(robot)::find);
    robot.write("kind: rules").push(KeyCode.ENTER);
    assertEquals("kind: rules", editor(robot).selected());
    assertEquals(
        "kind: rules", editor(robot).line(editor(robot).caretProperty().get().line()).strip());
  }

  private void caret(FxRobot robot, int line, int column) {
    editor(robot).requestFocus();
    editor(robot).reveal(line, column, 0);
  }

  private int line(String start) {
    int line = 1;
    for (String each : session.editor().document().text().lines().toList()) {
      if (each.startsWith(start)) {
        return line;
      }
      line++;
    }
    throw new AssertionError(start);
  }

  private static CodeEditor editor(FxRobot robot) {
    return robot.lookup(".code-editor").queryAs(CodeEditor.class);
  }

  /// What was typed is sent when the text loses the focus, at the latest.
  private static void settle(FxRobot robot) {
    QuickRobot.settle();
    robot.sleep(250);
    QuickRobot.settle();
  }

  private static void picture(FxRobot robot, String name) throws IOException {
    var image =
        new Object() {
          javafx.scene.image.Image taken;
        };
    robot.interact(() -> image.taken = robot.lookup(".workbench").query().snapshot(null, null));
    Files.write(Path.of("target", name + ".png"), Png.of(image.taken));
  }
}
