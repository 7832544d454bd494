package io.signalbox.app.kit.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Windowed;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class DiffViewTest {
  private final String old =
      IntStream.range(1, 41).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

  @Start
  void start(Stage stage) {
    DiffView view = new DiffView();
    view.show("Saved", old, "Now", old.replace("line 20\n", "line twenty\n") + "more\n");
    stage.setScene(new Scene(view, 700, 400));
    stage.show();
  }

  @Test
  void foldsEqualLines(FxRobot robot) {
    DiffView view = view(robot);
    assertEquals(2, view.changes());
    robot.lookup("14 unchanged lines").query();
    robot.clickOn("16 unchanged lines");
    assertTrue(robot.lookup("16 unchanged lines").tryQuery().isEmpty());
    robot.interact(() -> view.besideProperty().set(false));
    assertEquals(2, view.changes());
  }

  @Test
  void showsMessageWithoutDifferences(FxRobot robot) {
    robot.interact(() -> view(robot).show("Saved", old, "Now", old));
    robot.lookup("No differences.").query();
  }

  private static DiffView view(FxRobot robot) {
    return robot.lookup(".diff-view").queryAs(DiffView.class);
  }
}
