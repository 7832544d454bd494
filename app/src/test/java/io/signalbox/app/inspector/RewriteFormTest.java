package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.util.List;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A rewrite in the inspector.
@Windowed
final class RewriteFormTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    var bench = new Workbench(session, "light", 980);
    session.views().toolsProperty().set(false);
    stage.setScene(new Scene(bench.root(), 980, 960));
    stage.show();
    RewriteNode node =
        assertInstanceOf(RewriteNode.class, NewNode.of(NodeKind.REWRITE, "clean"))
            .withRedact(Set.of(RewriteNode.Redaction.EMAIL))
            .withTo("code");
    session
        .editor()
        .edit(
            "Add",
            new GraphEdit.Several(
                List.of(new GraphEdit.PutNode(node), new GraphEdit.SetStart("clean"))));
    session.editor().select("clean");
  }

  @Test
  void restoreIsSwitchedAndUndone(FxRobot robot) {
    assertEquals("Off", restore(robot).getConverter().toString(restore(robot).getValue()));
    robot.interact(() -> restore(robot).setValue(true));
    assertTrue(node().restore());
    assertTrue(session.editor().document().textOf("clean").contains("restore: true"));
    robot.interact(session.editor()::undo);
    assertFalse(node().restore());
    assertEquals(false, restore(robot).getValue());
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<Boolean> restore(FxRobot robot) {
    return robot.lookup("#restore-in-answers").queryAs(ComboBox.class);
  }

  private RewriteNode node() {
    return assertInstanceOf(
        RewriteNode.class, session.editor().document().graph().node("clean").orElseThrow());
  }
}
