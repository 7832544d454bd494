package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window, driven as a user would.
@Windowed
final class WorkbenchTest {
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void estimateHighlightsPath(FxRobot robot) {
    robot.clickOn("#prompt").write("Why is this SQL slow?").clickOn("#estimate");
    assertTrue(isLit(card(robot, "triage")));
    assertTrue(isLit(card(robot, "code")));
    assertTrue(isLit(card(robot, "opus")));
    assertFalse(isLit(card(robot, "cap")));
    assertEquals(4, robot.lookup(".wire").queryAll().stream().filter(WorkbenchTest::isLit).count());
    robot.lookup("nearly: tokens 7 959 is 41 below 8 000").query();
    robot.lookup("cost, est.").query();
  }

  @Test
  void clickSelectsAndInspects(FxRobot robot) {
    robot.clickOn(card(robot, "cap"));
    assertEquals(Optional.of("cap"), session.editor().selection().only());
    assertTrue(card(robot, "cap").getPseudoClassStates().contains(SELECTED));
    assertEquals("Free tier cap", robot.lookup(".inspector-title").queryLabeled().getText());
  }

  @Test
  void searchFindsNodes(FxRobot robot) {
    robot.clickOn("#search").write("never down").push(KeyCode.ENTER);
    assertEquals(Optional.of("code"), session.editor().selection().only());
  }

  @Test
  void keyboardFocusIsSeenOnWhateverHasIt(FxRobot robot) {
    robot.clickOn("#prompt");
    int ringed = 0;
    for (int i = 0; i < 20; i++) {
      robot.push(KeyCode.TAB);
      QuickRobot.settle();
      Node owner = robot.lookup(".workbench").query().getScene().getFocusOwner();
      if (owner instanceof TextInputControl) {
        continue;
      }
      Node ring = robot.lookup(".focus-ring").query();
      Bounds has = owner.localToScene(owner.getLayoutBounds());
      assertTrue(ring.isVisible(), () -> "no ring around " + owner);
      assertTrue(
          ring.localToScene(ring.getLayoutBounds()).intersects(has), () -> "elsewhere: " + owner);
      ringed++;
    }
    assertTrue(ringed > 10, "only " + ringed);

    robot.clickOn(card(robot, "cap"));
    assertFalse(robot.lookup(".focus-ring").query().isVisible());
    assertTrue(card(robot, "cap").getPseudoClassStates().contains(SELECTED));
  }

  private static Node card(FxRobot robot, String id) {
    return robot.lookup(node -> node instanceof Card card && card.face().id().equals(id)).query();
  }

  private static boolean isLit(Node node) {
    return node.getPseudoClassStates().contains(LIT);
  }
}
