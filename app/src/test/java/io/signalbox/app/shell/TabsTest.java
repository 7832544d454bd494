package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The open graphs in the top bar.
@Windowed
final class TabsTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @Test
  void tabHasAButtonThatClosesIt(FxRobot robot) {
    open(robot, "second.yaml");
    assertEquals(2, robot.lookup(".graph-tab-close").queryAll().size());
    robot.clickOn(robot.lookup(".graph-tab-close").nth(1).<javafx.scene.Node>query());
    assertEquals(1, session.editor().files().size());
    assertFalse(robot.lookup("second.yaml").tryQuery().isPresent());
  }

  @Test
  void othersAreClosedFromItsMenu(FxRobot robot) {
    open(robot, "second.yaml");
    open(robot, "third.yaml");
    robot.clickOn("second.yaml", MouseButton.SECONDARY).clickOn("Close others");
    assertEquals(List.of("second.yaml"), names());
  }

  @Test
  void openGraphsAreListed(FxRobot robot) {
    assertFalse(robot.lookup("#open-graphs").query().isVisible());
    open(robot, "second.yaml");
    assertTrue(robot.lookup("#open-graphs").query().isVisible());
    OpenFile first = session.editor().files().getFirst();
    robot.clickOn("#open-graphs");
    robot.clickOn(robot.lookup(".menu-item .label").nth(0).<javafx.scene.Node>query());
    assertEquals(first, session.editor().currentProperty().get().orElseThrow());
  }

  private void open(FxRobot robot, String name) {
    robot.interact(() -> session.editor().open(Document.of(name, Desk.document().text())));
  }

  private List<String> names() {
    return session.editor().files().stream().map(file -> file.document().file()).toList();
  }
}
