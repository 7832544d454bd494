package io.signalbox.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Machines;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Models and keys, used as somebody would who has a new key.
@Windowed
final class ModelsPageTest {
  private final Machines machines = Machines.usual();
  private final Session session =
      new Session(Desk.document(), machines.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.views().show(PageId.MODELS);
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void searchMatchesAllWords(FxRobot robot) {
    robot.clickOn("#model-search").write("anthropic opus");
    assertEquals(List.of("claude-opus-4-5"), shown(robot));
  }

  @Test
  void addsSelectedModelToGraph(FxRobot robot) {
    robot.clickOn("#model-search").write("gpt-5.1");
    robot.interact(() -> table(robot).getSelectionModel().select(0));
    robot.clickOn("#model-add");
    assertEquals(
        "gpt-5.1", session.editor().document().graph().model("gpt-5-1").orElseThrow().model());
    robot.interact(session.editor()::undo);
    assertTrue(session.editor().document().graph().model("gpt-5-1").isEmpty());
  }

  @Test
  void keyIsStoredAndNeverShown(FxRobot robot) {
    robot.clickOn("#key-add-anthropic").write("sk-ant-very-secret").push(KeyCode.ENTER);
    assertEquals("sk-ant-very-secret", machines.vault().get("ANTHROPIC_API_KEY").reveal());
    assertTrue(robot.lookup("#key-field-anthropic").tryQuery().isEmpty());
    assertFalse(
        robot
            .lookup(node ->
                node instanceof Labeled label && String.valueOf(label.getText()).contains("secret"))
            .tryQuery()
            .isPresent());
    Labeled state = robot.lookup("#key-state-anthropic").queryLabeled();
    assertEquals("ANTHROPIC_API_KEY · stored · not tested", state.getText());
    assertTrue(state.getWidth() >= state.prefWidth(-1), "it is shown whole");
  }

  @Test
  void keysKeepTheirWidth(FxRobot robot) {
    double before = robot.lookup(".keys-pane").query().getLayoutBounds().getWidth();
    robot.clickOn("#key-add-anthropic");
    assertTrue(robot.lookup("#key-field-anthropic").query().getLayoutBounds().getWidth() > 150);
    robot.interact(() -> table(robot).getSelectionModel().select(0));
    assertEquals(before, robot.lookup(".keys-pane").query().getLayoutBounds().getWidth());
  }

  @Test
  void refusedKeyIsShown(FxRobot robot) {
    machines.keyTroubles().put("anthropic", "its key was refused; set it again");
    robot.clickOn("#key-add-anthropic").write("sk-ant").push(KeyCode.ENTER);
    robot.lookup("Calls skip this provider: its key was refused; set it again.").query();
  }

  @Test
  void keyIsDeletedAfterConfirmation(FxRobot robot) {
    robot.clickOn("#key-add-anthropic").write("sk-ant").push(KeyCode.ENTER);
    robot.clickOn("#key-forget-anthropic").clickOn("#key-keep-it-anthropic");
    assertEquals(1, machines.vault().size());
    robot.clickOn("#key-forget-anthropic").clickOn("#key-forget-now-anthropic");
    assertEquals(0, machines.vault().size());
  }

  @Test
  void connectionTestShowsResult(FxRobot robot) {
    robot.clickOn("#key-test-openai");
    robot.lookup("Works: 1 model.").query();
    robot.clickOn("#key-add-anthropic").write("sk-bad").push(KeyCode.ENTER);
    robot.clickOn("#key-test-anthropic");
    Node said =
        robot.lookup("The key was refused. Check that it is complete and still valid.").query();
    assertTrue(said.getStyleClass().contains("bad"));
    assertEquals(List.of("openai", "anthropic"), machines.asked());
  }

  @SuppressWarnings("unchecked")
  private static TableView<ModelRow> table(FxRobot robot) {
    return robot.lookup("#models").queryAs(TableView.class);
  }

  private static List<String> shown(FxRobot robot) {
    return table(robot).getItems().stream().map(row -> row.card().model()).toList();
  }
}
