package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

@Windowed
final class QuickRobotTest {
  private static final Pane ROOT = new Pane();

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(ROOT, 100, 100));
    stage.show();
  }

  @Test
  void rootIsInItsSceneDuringATest() {
    assertNotNull(ROOT.getScene());
  }

  @AfterAll
  static void rootHasLeftItsSceneAfterwards() {
    assertNull(ROOT.getScene());
  }
}
