package io.signalbox.app.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.ToolPane;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Earlier versions of a graph: kept when it is saved, and had again.
@Windowed
final class HistoryPaneTest {
  @TempDir Path folder;

  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void restoresSavedVersion(FxRobot robot) {
    robot.interact(() -> session.views().show(ToolPane.HISTORY));
    robot
        .lookup(
            "No versions yet: the graph has never been saved. A version is kept each time it is"
                + " saved.")
        .query();
    String first = session.editor().document().text();
    robot.interact(() -> {
      OpenFile file = session.editor().currentProperty().get().orElseThrow();
      session.storage().saveAs(file, folder.resolve("desk.yaml"), () -> {});
      session.editor().edit("Name", new GraphEdit.SetName("Another name"));
    });
    ListView<?> versions = robot.lookup("#versions").queryListView();
    assertEquals(1, versions.getItems().size());
    robot.clickOn("#restore");
    assertEquals(first, session.editor().document().text());
    assertTrue(session.editor().undoingProperty().get().startsWith("Restore the version of "));
  }
}
