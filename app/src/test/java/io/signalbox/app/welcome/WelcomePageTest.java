package io.signalbox.app.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Machines;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The first page, used as somebody who has just begun would.
@Windowed
final class WelcomePageTest {
  private final Machines machines = Machines.usual();
  private final Session session = new Session(machines.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.views().show(PageId.WELCOME);
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void sampleOpensAsUnsavedCopy(FxRobot robot) {
    robot.clickOn("#start-support-desk");
    assertEquals("Support desk", session.editor().document().graph().name());
    assertTrue(session.editor().currentProperty().get().orElseThrow().path().isEmpty());
    assertEquals(PageId.GRAPH, session.views().placeProperty().get());
  }

  @Test
  void promptCanBeTypedAsSoonAsSampleIsOpen(FxRobot robot) {
    robot.clickOn("#start-support-desk");
    QuickRobot.settle();
    robot.write("Why?");
    assertEquals("Why?", session.simulator().askProperty().get().prompt());
  }

  @Test
  void showsNamesOfKeysWithoutCallingProviders(FxRobot robot) {
    robot.lookup("OPENAI_API_KEY").query();
    assertFalse(seen(robot, "ANTHROPIC_API_KEY"));
    assertEquals(0, machines.asked().size());
  }

  @Test
  void scansForServersOnRequest(FxRobot robot) {
    robot.clickOn("#look-for-servers");
    assertEquals(java.util.List.of("ollama"), machines.asked());
    robot.lookup("2 models").query();
    robot.lookup("ready").query();
    assertTrue(session.persistedState().state().flag("local-servers.look").orElse(false));
  }

  @Test
  void startsGraphFromFoundProviders(FxRobot robot) {
    robot.clickOn("#look-for-servers").clickOn("#start-from-found");
    var graph = session.editor().document().graph();
    assertEquals("llama3.2", graph.model("ollama").orElseThrow().model());
    assertEquals("gpt-5.1", graph.model("openai").orElseThrow().model());
    assertEquals(
        java.util.List.of("ollama", "openai"), java.util.List.copyOf(graph.models().keySet()));
    assertTrue(
        session.editor().document().sound(),
        () -> session.editor().document().problems().toString());
  }

  private static boolean seen(FxRobot robot, String words) {
    return robot.lookup(words).tryQuery().filter(Node::isVisible).isPresent();
  }
}
