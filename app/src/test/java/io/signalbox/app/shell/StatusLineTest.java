package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class StatusLineTest {
  @TempDir private Path home;
  private Session session;

  @Start
  void start(Stage stage) {
    session = new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
    stage.setScene(
        new Scene(
            new StatusLine(
                session.installation(), session.editor(), session.views(), session.proxy()),
            1000,
            40));
    stage.show();
  }

  @AfterEach
  void close() {
    session.installation().engine().close();
  }

  private static boolean says(FxRobot robot, String words, String style) {
    return robot
        .lookup((Node node) ->
            node instanceof Labeled label
                && label.isVisible()
                && String.valueOf(label.getText()).contains(words)
                && label.getStyleClass().contains(style))
        .tryQuery()
        .isPresent();
  }

  @Test
  void graphIsNotGreenWhileAPromiseMayBeBroken(FxRobot robot) {
    assertTrue(says(robot, "Graph is valid", "good"));
    robot.interact(() ->
        session
            .editor()
            .open(
                Document.of(
                    "dear.yaml", RealDesk.TEXT + "promises:\n  - { name: Cheap, usd: 0.0001 }\n")));
    assertFalse(says(robot, "Graph is valid", "good"));
    assertTrue(says(robot, "1 promise may be broken", "warn"));
  }

  @Test
  void onlyExitsThatLeadSomewhereAreCountedAsWires(FxRobot robot) {
    String text = RealDesk.TEXT.replace("otherwise: small", "otherwise: ''");
    robot.interact(() -> session.editor().open(Document.of("half.yaml", text)));
    int wires = 4; // from Requests, from the rule, from both branches of the fallback
    assertTrue(
        robot
            .lookup((Node node) ->
                node instanceof Labeled label
                    && String.valueOf(label.getText()).contains(wires + " wires"))
            .tryQuery()
            .isPresent());
  }
}
