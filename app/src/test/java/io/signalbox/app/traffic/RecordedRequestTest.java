package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.PageId;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A recorded request, brought from Traffic to Simulate.
@Windowed
final class RecordedRequestTest {
  @TempDir private Path home;

  private Session session;
  private Path graph;

  @Start
  void start(Stage stage) throws IOException {
    graph = home.resolve("small-desk.yaml");
    Files.writeString(
        graph, RealDesk.TEXT.replace("text.contains(\"code\")", "metadata.task == \"code\""));
    session = new Session(RealDesk.installation(home, 0), Background.threads());
    session.editor().open(GraphFile.load(graph));
    session.views().show(PageId.TRAFFIC); // the graph's page was never shown
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
    record();
  }

  /// A request of an app that the ledger has; its prompt it has not.
  private void record() {
    var engine = session.installation().engine();
    var draft = RequestDraft.of("Why is it slow?", Map.of("task", "code")).withModel("gpt-5.1");
    var client = new Client("curl", "", Map.of(), draft.metadata());
    Ledger ledger = engine.store().ledger();
    ledger.record(engine.estimate(session.editor().document().graph(), draft.request(), client));
    assertTrue(ledger.flush());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    session.installation().engine().close();
  }

  private void select(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.TRAFFIC));
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    QuickRobot.until(() -> table.getItems().size() == 1);
    robot.clickOn("curl");
    QuickRobot.until(() -> !robot.lookup("#keep-request").query().isDisabled());
  }

  @Test
  void keepingAsTestKeepsAppAndLabelsAndAsksForPrompt(FxRobot robot) throws Exception {
    select(robot);
    robot.clickOn("#keep-request");
    QuickRobot.until(() -> session.views().placeProperty().get() == PageId.GRAPH);
    Notice said = session.notices().noticeProperty().get().orElseThrow();
    assertEquals(Notice.Tone.INFO, said.tone());
    assertTrue(said.words().startsWith("Prompts are not stored."), said.words());
    QuickRobot.until(() -> robot.lookup("#prompt").query().isFocused());
    robot.interact(robot.lookup("#keep-test").queryButton()::fire); // there is nothing to ask yet
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());

    robot.clickOn("#prompt").write("Why is it slow?");
    robot.interact(() -> session.testBench().keep("slow code"));
    QuickRobot.until(() -> session.testBench().tests().passed() == 1);
    String suite = Files.readString(TestBench.beside(graph));
    assertTrue(suite.contains("app: curl"), suite);
    assertTrue(suite.contains("task: code"), suite);
    assertTrue(suite.contains("model: gpt-5.1"), suite);
  }

  @Test
  void typedPromptSurvivesPathOfAnotherRequest(FxRobot robot) throws Exception {
    robot.interact(() -> session.simulator().compose(RequestDraft.of("My prompt", Map.of())));
    select(robot);
    robot.clickOn("#show-way");
    QuickRobot.until(() -> session.views().placeProperty().get() == PageId.GRAPH);
    assertEquals("My prompt", session.simulator().askProperty().get().prompt());
    assertTrue(session.simulator().trace().isPresent());
  }

  @Test
  void detailsThatAreClosedGiveTheirRoomBack(FxRobot robot) throws Exception {
    select(robot);
    Node details = robot.lookup(".details").query();
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    double narrow = table.getWidth();
    robot.push(KeyCode.ESCAPE);
    assertFalse(details.isVisible());
    assertTrue(table.getWidth() > narrow + 200);
    robot.clickOn("curl");
    QuickRobot.until(details::isVisible);
    robot.clickOn("#close-request");
    assertFalse(details.isVisible());
    assertTrue(table.getSelectionModel().isEmpty());
  }

  @Test
  void draggedColumnStaysAsItIsWhenRoomChanges(FxRobot robot) throws Exception {
    select(robot);
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    TableColumn<?, ?> app = table.getColumns().get(1);
    double before = app.getWidth();
    Node head =
        robot.from(table).lookup(".column-header").queryAll().stream()
            .filter(each -> robot.from(each).lookup("APP").tryQuery().isPresent())
            .findFirst()
            .orElseThrow();
    var bounds = head.localToScreen(head.getLayoutBounds());
    robot.drag(bounds.getMaxX() - 1, bounds.getCenterY(), MouseButton.PRIMARY).moveBy(50, 0).drop();
    double dragged = app.getWidth();
    assertTrue(dragged > before + 30, before + " to " + dragged);
    robot.clickOn("#close-request");
    assertEquals(dragged, app.getWidth());
  }
}
