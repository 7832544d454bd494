package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window while what it opens is still being read.
@Windowed
final class OpeningTest {
  private final Session session = new Session(Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.views().openingProperty().set(true);
    stage.setScene(new Scene(new Workbench(session, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void noWelcomeBeforeGraphThatIsOnItsWay(FxRobot robot) {
    assertFalse(robot.lookup(".welcome").tryQuery().isPresent());
    robot.interact(() -> session.editor().open(Desk.document()));
    robot.interact(() -> session.views().openingProperty().set(false));
    assertTrue(robot.lookup(".graph-canvas").tryQuery().isPresent());
    assertFalse(robot.lookup(".welcome").tryQuery().isPresent());
  }

  @Test
  void welcomeWhenNothingCouldBeOpened(FxRobot robot) {
    robot.interact(() -> session.views().openingProperty().set(false));
    assertTrue(robot.lookup(".welcome").tryQuery().isPresent());
  }
}
