package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Prose;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulation;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Requests that are tried out, with the real engine and simulated models.
@Windowed
final class SimulatePaneTest {
  @TempDir static Path home = Path.of("");

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.threads());

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(
            new SimulatePane(
                session.editor(),
                session.views(),
                session.notices(),
                session.simulator(),
                session.background(),
                session.installation(),
                session.storage(),
                session.testBench(),
                FileDialogs.NONE,
                session.persistedState(),
                () -> "http://127.0.0.1:4141/v1"),
            980,
            420));
    stage.show();
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void liveAnswerStreams(FxRobot robot) throws Exception {
    robot.clickOn("#prompt").write("Why is this code slow").clickOn("#run");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    String said = robot.lookup("#answer").queryAs(Prose.class).text();
    assertTrue(said.startsWith("[simulated claude-opus-4-5]"), said);
    robot.lookup("simulated").query();
    robot.lookup("first token").query();
    var done = (Simulation.Done) session.simulator().resultProperty().get();
    assertEquals("large", done.way().end().orElseThrow());
    assertFalse(robot.lookup("#stop-live").query().isVisible());
  }

  @Test
  void sendsSystemPromptMetadataAndModel(FxRobot robot) {
    robot.clickOn("#show-system").write("Be brief");
    robot.clickOn("#prompt").write("Hello");
    robot.clickOn("#metadata").write("tier = free").clickOn("#estimate");
    RequestDraft ask = session.simulator().askProperty().get();
    assertEquals("Be brief", ask.system());
    assertEquals("Hello", ask.prompt());
    assertEquals(Map.of("tier", "free"), ask.metadata());
    robot.interact(() -> session.simulator().compose(ask.withPrompt("Something else")));
    assertEquals("Something else", robot.lookup("#prompt").queryTextInputControl().getText());
  }

  @Test
  void rejectsToolWithInvalidSchema(FxRobot robot) {
    robot.clickOn("#offer-tool").clickOn("#tool-name").write("get_order");
    robot.clickOn("#tool-schema").write("{ \"type\": ");
    assertTrue(robot.lookup("#tool-add").query().isDisabled());
    robot.interact(() -> robot.lookup("#tool-schema").queryTextInputControl().setText("{}"));
    robot.clickOn("#tool-add");
    assertEquals("get_order", session.simulator().askProperty().get().tools().getFirst().name());
  }

  @Test
  void withoutKeyTheOneButtonRunsSimulated(FxRobot robot) throws Exception {
    open(robot, CLOUD);
    QuickRobot.until(() -> words("#run").equals("Run simulated"));
    assertTrue(robot.lookup("#add-key").query().isVisible());

    robot.clickOn("#prompt").write("Hello").clickOn("#run");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);

    assertTrue(session.simulator().answerProperty().get().orElseThrow().simulated());
    assertTrue(robot.lookup(".simulated-chip").query().isVisible());
  }

  @Test
  void whatWasChosenForGraphHoldsForThatGraph(FxRobot robot) throws Exception {
    assertEquals("Run live", words("#run"));
    robot.clickOn("#prompt").write("Hello").clickOn("#run-mode").clickOn("Run simulated");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertEquals("Run simulated", words("#run"));

    open(robot, LOCAL);
    assertEquals("Run live", words("#run"));

    robot.interact(() -> session.editor().show(session.editor().files().getFirst()));
    assertEquals("Run simulated", words("#run"));
  }

  @Test
  void promptAndResultBelongToTheirGraph(FxRobot robot) throws Exception {
    robot.clickOn("#prompt").write("Why is this code slow").clickOn("#estimate");
    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);

    open(robot, LOCAL);
    assertEquals("", robot.lookup("#prompt").queryTextInputControl().getText());
    assertTrue(session.simulator().resultProperty().get() instanceof Simulation.Idle);

    robot.interact(() -> session.editor().show(session.editor().files().getFirst()));
    assertEquals(
        "Why is this code slow", robot.lookup("#prompt").queryTextInputControl().getText());
    assertTrue(session.simulator().resultProperty().get() instanceof Simulation.Done);
  }

  @Test
  void runThatWaitsForItsRouteEndsWhenAnotherGraphComes(FxRobot robot) throws Exception {
    var ran = new AtomicBoolean();
    robot.interact(() -> {
      session.simulator().compose(session.simulator().askProperty().get().withPrompt("code"));
      session.simulator().estimate(() -> ran.set(true));
      session.editor().open(Document.of("other.yaml", LOCAL));
    });
    robot.interact(() -> session.editor().show(session.editor().files().getFirst()));
    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);
    assertFalse(ran.get());
  }

  @Test
  void messageAboutErrorsGoesWithThem(FxRobot robot) throws Exception {
    open(robot, LOCAL.replace("start: only", "start: nobody"));
    robot.clickOn("#prompt").write("Hello").clickOn("#estimate");
    assertTrue(session.simulator().resultProperty().get() instanceof Simulation.Failed);

    robot.interact(() -> session.editor().type("Type", LOCAL, false));

    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);
  }

  private static final String CLOUD =
      """
      signalbox: 1
      name: Cloud
      start: opus
      models:
        opus: { provider: anthropic, model: claude-opus-4-5 }
      """;

  private static final String LOCAL =
      """
      signalbox: 1
      name: Local
      start: only
      models:
        only: { provider: ollama, model: llama3.2 }
      """;

  private void open(FxRobot robot, String text) {
    robot.interact(() -> {
      session.providerAccess().readKeys();
      session.editor().open(Document.of("other.yaml", text));
    });
  }

  private static String words(String id) {
    return new FxRobot().lookup(id).queryLabeled().getText();
  }

  private Answer.Phase phase() {
    return session.simulator().answerProperty().get().map(Answer::phase).orElse(Answer.Phase.ASKED);
  }
}
