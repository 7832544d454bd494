package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.app.Windowed;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Parts that show names of the user's.
@Windowed
final class NamesInPartsTest {
  private static final String NAME = "has_tools";

  private List<Labeled> parts = List.of();

  @Start
  void start(Stage stage) {
    parts =
        List.of(
            Parts.button(NAME, () -> {}),
            Parts.toggle(NAME),
            Parts.check(NAME),
            Parts.link(NAME),
            Parts.label(NAME));
    var box = new VBox();
    box.getChildren().addAll(parts);
    stage.setScene(new Scene(box, 300, 200));
    stage.show();
  }

  @Test
  void underscoreIsPartOfAName(FxRobot robot) {
    for (Labeled each : parts) {
      assertFalse(each.isMnemonicParsing(), each.toString());
      assertEquals(NAME, each.getText());
    }
    assertFalse(Parts.item(NAME).isMnemonicParsing());
    assertFalse(Parts.menu(NAME).isMnemonicParsing());
  }
}
