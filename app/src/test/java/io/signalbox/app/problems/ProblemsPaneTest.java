package io.signalbox.app.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class ProblemsPaneTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());
  private ProblemsPane pane;

  @Start
  void start(Stage stage) {
    pane =
        new ProblemsPane(
            session.editor(), session.views(), session.installation(), session.fixContext());
    stage.setScene(new Scene(pane, 800, 300));
    stage.show();
  }

  @Test
  void listIsMadeWhenPaneComesToFront(FxRobot robot) {
    robot.interact(() -> lead("topc"));
    assertEquals(0, rows(robot));
    robot.interact(() -> session.views().show(ToolPane.PROBLEMS));
    assertTrue(rows(robot) > 0);
  }

  @Test
  void firstFixIsOfTheGraphAsItIsNow(FxRobot robot) {
    robot.interact(() -> session.views().show(ToolPane.PROBLEMS));
    robot.interact(() -> lead("chet"));
    robot.interact(() -> action("problems.next"));
    robot.interact(() -> session.views().show(ToolPane.SIMULATE));
    robot.interact(() -> lead("topc"));
    robot.interact(() -> action("problems.fix"));
    assertEquals(
        "topic",
        session.editor().document().graph().node("triage").orElseThrow().exits().getLast().to());
  }

  @Test
  void chosenProblemOfPromiseLightsItsPath(FxRobot robot) {
    robot.interact(() -> {
      session.views().show(ToolPane.PROBLEMS);
      lead("cap"); // what was behind it is of no use now
      session.editor().edit("Promise", new GraphEdit.PutPromise(0, nowhere()));
    });
    var ways = new HashSet<RoutePath>();
    for (Problem each : session.editor().document().problems()) {
      robot.interact(() -> action("problems.next"));
      RoutePath lit = session.simulator().resultProperty().get().lit();
      assertEquals(each.route().isEmpty(), lit.equals(RoutePath.NONE), each::line);
      ways.add(lit);
    }
    assertTrue(ways.contains(RoutePath.NONE));
    assertEquals(4, ways.size(), ways::toString);
  }

  private static Promise nowhere() {
    Condition no = ((Condition.Parsed.Ready) Condition.readOfModel("false")).condition();
    return new Promise(
        "None", Optional.empty(), Optional.of(no), OptionalInt.empty(), Optional.empty());
  }

  private void lead(String to) {
    session
        .editor()
        .edit("Lead it astray", new GraphEdit.Connect("triage", new Slot.Field("otherwise"), to));
  }

  private void action(String id) {
    pane.actions().stream().filter(each -> each.id().equals(id)).forEach(Action::fire);
  }

  private static int rows(FxRobot robot) {
    return robot.lookup(".problem").queryAll().size();
  }
}
