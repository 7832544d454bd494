package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.lab.SentCall;
import io.signalbox.engine.trace.Attempt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// More than one question: conversations, what is given, requests from and for elsewhere.
@Windowed
final class WorkplaceTest {
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
            620));
    stage.show();
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void conversationGoesOnWithWhatWasSaid(FxRobot robot) throws Exception {
    run(robot, "Why is this code slow");
    String said = session.simulator().answerProperty().get().orElseThrow().text();
    robot.clickOn("#continue").clickOn("#prompt").write("And the index?");
    assertEquals(
        List.of("Why is this code slow", said, "And the index?"),
        ask().request().messages().stream().map(Message::text).toList());
    assertEquals(2, robot.lookup("#earlier-turns").queryAs(VBox.class).getChildren().size());
  }

  @Test
  void modelThatIsGivenToFailIsPassedOver(FxRobot robot) throws Exception {
    long recorded = session.installation().engine().store().ledger().newest();
    robot.clickOn("#offer-given");
    robot.interact(() -> session.simulator().compose(ask().withPrompt("Why is this code slow")));
    robot.clickOn("#given-which").clickOn("large").clickOn("#given-add");
    assertEquals("Run simulated", robot.lookup("#run").queryLabeled().getText());
    robot.clickOn("#estimate");
    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);
    assertEquals(List.of("large", "small"), called());

    robot.clickOn("#run");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertEquals(List.of("large", "small"), called());
    assertEquals(
        List.of("small"), session.simulator().sent().stream().map(SentCall::model).toList());
    assertEquals(recorded, session.installation().engine().store().ledger().newest());
  }

  @Test
  void whatLeftAndWhatCameBackIsShown(FxRobot robot) throws Exception {
    run(robot, "Why is this code slow");
    robot.clickOn("#show-calls");
    String shown =
        robot.lookup("#calls .text-area").queryAllAs(javafx.scene.control.TextArea.class).stream()
            .map(area -> area.getText())
            .toList()
            .toString();
    assertTrue(shown.contains("Why is this code slow"), shown);
    assertTrue(shown.contains("No provider was called."), shown);
  }

  @Test
  void pastedRequestTakesThePlaceOfThisOneAndCanBeUndone(FxRobot robot) {
    robot.clickOn("#prompt").write("Mine");
    clipboard(
        robot,
        "curl http://x/v1/chat/completions -d"
            + " '{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Theirs\"}]}'");
    robot.clickOn("#request-menu").clickOn("Paste request");
    assertEquals("Theirs", ask().prompt());
    assertEquals("m", ask().model());
    robot.interact(() ->
        session
            .notices()
            .noticeProperty()
            .get()
            .orElseThrow()
            .remedy()
            .orElseThrow()
            .action()
            .run());
    assertEquals("Mine", ask().prompt());
  }

  @Test
  void requestIsCopiedAsCodeForTheProxy(FxRobot robot) {
    robot.clickOn("#prompt").write("Hello").clickOn("#request-menu").clickOn("Copy as curl");
    robot.interact(() -> {
      String copied = String.valueOf(Clipboard.getSystemClipboard().getString());
      assertTrue(copied.startsWith("curl http://127.0.0.1:4141/v1/chat/completions"), copied);
      assertTrue(copied.contains("\"Hello\""), copied);
    });
  }

  @Test
  void placeForAValueHasAField(FxRobot robot) {
    robot.interact(() -> session.simulator().compose(RequestDraft.of("Hi {{name}}", Map.of())));
    robot.clickOn("#variable-name").write("Ada");
    assertEquals("Hi Ada", ask().request().messages().getFirst().text());
    robot.interact(() -> session.simulator().compose(ask().withPrompt("Hi")));
    assertFalse(robot.lookup("#variables").query().isVisible());
  }

  @Test
  void earlierPromptsComeBack(FxRobot robot) throws Exception {
    robot.clickOn("#prompt").write("First").clickOn("#estimate");
    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);
    robot.interact(() -> session.simulator().compose(ask().withPrompt("Second")));
    robot.clickOn("#request-menu").clickOn("Earlier prompts").clickOn("First");
    assertEquals("First", ask().prompt());
  }

  private void run(FxRobot robot, String prompt) throws Exception {
    robot.clickOn("#prompt").write(prompt).clickOn("#run");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
  }

  private static void clipboard(FxRobot robot, String text) {
    robot.interact(() -> {
      var content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    });
  }

  private RequestDraft ask() {
    return session.simulator().askProperty().get();
  }

  private List<String> called() {
    return session.simulator().trace().orElseThrow().attempts().stream()
        .map(Attempt::model)
        .toList();
  }

  private Answer.Phase phase() {
    return session.simulator().answerProperty().get().map(Answer::phase).orElse(Answer.Phase.ASKED);
  }
}
