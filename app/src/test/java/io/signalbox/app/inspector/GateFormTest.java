package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A gate in the inspector and on its card, with the real engine and simulated models.
@Windowed
final class GateFormTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: New model
      start: gate
      models:
        new: { provider: simulated, model: gpt-5.1 }
        proven: { provider: simulated, model: claude-opus-4-5 }
      nodes:
        gate:
          kind: gate
          suite: answers.suite.yaml
          pass_rate: 40%
          to: new
          otherwise: proven
      """;

  private static final String SUITE =
      """
      graph: graph.yaml
      cases:
        - name: one
          request: { text: "What is 1?" }
          expect: { answer: { matches: . } }
        - name: two
          request: { text: "What is 2?" }
          expect: { answer: { matches: . } }
        - name: three
          request: { text: "What is 3?" }
          expect: { answer: { contains: never said } }
      """;

  @TempDir private Path directory;

  private Session session;

  @Start
  void start(Stage stage) throws IOException {
    Files.writeString(directory.resolve("answers.suite.yaml"), SUITE);
    session =
        new Session(
            Document.of(directory.resolve("graph.yaml"), GRAPH),
            RealDesk.installation(directory.resolve("home"), 0),
            Background.threads());
    var bench = new Workbench(session, "light", 980);
    session.views().toolsProperty().set(false);
    stage.setScene(new Scene(bench.root(), 980, 960));
    stage.show();
    session.editor().select("gate");
  }

  @AfterEach
  void close() {
    session.close();
    session.background().finish(); // what is late would open the home again
    session.installation().engine().close();
  }

  @Test
  void runIsPricedMeasuredAndShownOnTheCard(FxRobot robot) {
    QuickRobot.until(() -> shows(robot, "Never run, so it is closed."));
    QuickRobot.until(() -> shows(robot, "never run · ≥ 40%"));
    QuickRobot.until(() -> shows(robot, "Sends 3 requests to new for real"));
    QuickRobot.until(() -> shows(robot, "Estimated cost: $"));
    assertFalse(Files.exists(directory.resolve("home/gates.json")));
    robot.clickOn("#run-gate");
    QuickRobot.until(() -> shows(robot, "Failed: three (expected contains never said)"));
    QuickRobot.until(() -> shows(robot, "Closed: 2 of 3 passed on "));
    QuickRobot.until(
        () -> shows(robot, "2 of 3 passed, at least 25.3% with 95% confidence; 40% needed."));
    QuickRobot.until(() -> shows(robot, "counts until "));
    QuickRobot.until(() -> shows(robot, "closed · 2 of 3 passed · ≥ 40%"));
    robot.clickOn("#pass-rate").push(KeyCode.CONTROL, KeyCode.A).write("20%\n");
    QuickRobot.until(() -> shows(robot, "open · 2 of 3 passed · ≥ 20%"));
    assertEquals(1, session.gateRuns().standingsProperty().get().size());
  }

  @Test
  void suiteThatCannotBeUsedIsNotSent(FxRobot robot) {
    robot.clickOn("#suite").push(KeyCode.CONTROL, KeyCode.A).write("none.yaml\n");
    QuickRobot.until(() -> shows(robot, "Its suite cannot be used: there is no such file."));
    assertTrue(robot.lookup("#run-gate").query().isDisabled());
  }

  private static boolean shows(FxRobot robot, String words) {
    return robot.lookup((Node each) -> says(each, words)).tryQuery().isPresent();
  }

  private static boolean says(Node each, String words) {
    return each instanceof Labeled label
        && label.isVisible()
        && String.valueOf(label.getText()).contains(words);
  }
}
