package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The workbench opens on the headless platform, with JavaFX on the module path. */
@Windowed
final class MainTest {
  private Stage stage;

  /** A stage of its own: the window keeps its size and place, which other tests' stage must not. */
  @Start
  void start(Stage others) {
    stage = new Stage();
    new Window().start(stage);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(stage::hide);
  }

  @Test
  void windowOpens() {
    assertTrue(stage.isShowing());
    assertEquals("javafx.graphics", Stage.class.getModule().getName());
  }
}
