package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Where the focus is after what had it goes away, and where its ring is.
@Windowed
final class FocusKeeperTest {
  private TextField name;
  private Button run;
  private Button other;
  private VBox answer;
  private FocusRing ring;

  @Start
  void start(Stage stage) {
    name = new TextField("Support desk");
    run = Parts.button("Run", () -> {});
    other = Parts.button("Other", () -> {});
    answer = new VBox(Parts.label("The answer"), run);
    ring = new FocusRing();
    var scene = new Scene(new StackPane(new VBox(answer, name, other), ring), 400, 300);
    FocusKeeper.in(scene);
    stage.setScene(scene);
    stage.show();
  }

  private Node owner() {
    return name.getScene().getFocusOwner();
  }

  private void press(FxRobot robot, Runnable action) {
    run.setOnAction(e -> action.run());
    robot.interact(run::requestFocus);
    robot.push(KeyCode.SPACE);
    QuickRobot.settle();
  }

  @Test
  void partAroundButtonThatGoesHasTheFocus(FxRobot robot) throws Exception {
    press(robot, () -> Parts.setShown(run, false));
    awaitAnswer();
    robot.write("x");
    assertEquals("Support desk", name.getText(), "nothing far away is typed over");
  }

  @Test
  void sameForButtonThatIsDisabledOrTakenAway(FxRobot robot) throws Exception {
    press(robot, () -> run.setDisable(true));
    awaitAnswer();
    robot.interact(() -> run.setDisable(false));
    press(robot, () -> answer.getChildren().remove(run));
    awaitAnswer();
  }

  /// JavaFX looks with the next pulse who may have the focus.
  private void awaitAnswer() throws TimeoutException {
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> answer.equals(owner()));
    QuickRobot.settle();
  }

  @Test
  void focusThatIsMovedOnPurposeStays(FxRobot robot) {
    press(
        robot,
        () -> {
          Parts.setShown(run, false);
          other.requestFocus();
        });
    assertSame(other, owner());
    assertTrue(ring.isVisible(), "keys were used last");
  }

  @Test
  void ringIsNotThereForFocusThatTheMouseMoved(FxRobot robot) {
    run.setOnAction(e -> other.requestFocus());
    robot.clickOn(run);
    QuickRobot.settle();
    assertSame(other, owner());
    assertFalse(ring.isVisible());
  }
}
