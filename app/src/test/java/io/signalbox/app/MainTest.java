package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/** The workbench opens on the headless platform, with JavaFX on the module path. */
@Windowed
final class MainTest {
  private Stage stage;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    new Window().start(stage);
  }

  @Test
  void windowOpens() {
    assertTrue(stage.isShowing());
    assertEquals("javafx.graphics", Stage.class.getModule().getName());
  }
}
