package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.app.Windowed;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class PartsTipTest {
  private Label part;
  private Label other;
  private String words = "first";

  @Start
  void start(Stage stage) {
    part = new Label("part");
    other = new Label("other");
    stage.setScene(new Scene(new VBox(40, other, part), 300, 200));
    stage.show();
  }

  @Test
  void tooltipIsMadeWhenPointerComesAndSaysWhatIsTrueThen(FxRobot robot) {
    robot.moveTo(other);
    robot.interact(() -> Parts.tip(part, () -> words));
    assertFalse(part.getProperties().values().stream().anyMatch(Tooltip.class::isInstance));
    robot.moveTo(part);
    assertEquals(List.of("first"), tips());
    words = "second";
    robot.moveTo(other).moveTo(part);
    assertEquals(List.of("second"), tips());
  }

  private List<String> tips() {
    return part.getProperties().values().stream()
        .filter(Tooltip.class::isInstance)
        .map(each -> ((Tooltip) each).getText())
        .toList();
  }
}
