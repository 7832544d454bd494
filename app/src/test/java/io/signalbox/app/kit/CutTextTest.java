package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Windowed;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class CutTextTest {
  private static final String LONG = "Words that have no room where they stand";

  private Label whole;
  private Label cut;
  private Label told;
  private HBox row;

  private static Label narrow() {
    var label = new Label(LONG);
    label.setMaxWidth(60);
    return label;
  }

  @Start
  void start(Stage stage) {
    whole = new Label("short");
    cut = narrow();
    told = narrow();
    told.setTooltip(new Tooltip("A fact."));
    Label picture = narrow();
    row = new HBox(picture);
    picture.setMouseTransparent(true);
    var root = new VBox(30, whole, cut, told, row);
    CutText.tellWithin(root);
    stage.setScene(new Scene(root, 300, 300));
    stage.show();
  }

  private static List<String> tips(Node part) {
    return part.getProperties().values().stream()
        .filter(Tooltip.class::isInstance)
        .map(each -> ((Tooltip) each).getText())
        .toList();
  }

  @Test
  void cutWordsAreToldWhilePointerIsThere(FxRobot robot) {
    robot.moveTo(whole);
    assertEquals(List.of(), tips(whole));
    robot.moveTo(cut);
    assertEquals(List.of(LONG), tips(cut));
    robot.moveTo(whole);
    assertEquals(List.of(), tips(cut));
  }

  @Test
  void tooltipSaysCutWordsFirstAndIsAsItWasAfterwards(FxRobot robot) {
    robot.moveTo(told);
    assertEquals(List.of(LONG + "\nA fact."), tips(told));
    robot.moveTo(whole);
    assertEquals(List.of("A fact."), tips(told));
    robot.interact(() -> {
      told.setTooltip(null);
      Parts.tip(told, "Another fact.");
    });
    robot.moveTo(told);
    assertEquals(List.of(LONG + "\nAnother fact."), tips(told));
  }

  @Test
  void wordsThatNoPointerReachesAreToldByWhatIsAroundThem(FxRobot robot) {
    robot.interact(() -> row.setPickOnBounds(true));
    robot.moveTo(row);
    assertEquals(List.of(LONG), tips(row));
  }

  @Test
  void tooltipFollowsWordsThatChangeBelowPointer(FxRobot robot) {
    String others = "Other words that have no room where they stand";
    robot.moveTo(cut);
    robot.interact(() -> cut.setText(others));
    assertEquals(List.of(others), tips(cut));
    robot.interact(() -> cut.setText("short"));
    assertEquals(List.of(), tips(cut));
    robot.moveTo(told);
    robot.interact(() -> told.setText(others));
    assertEquals(List.of(others + "\nA fact."), tips(told));
    robot.interact(() -> told.setText("short"));
    assertEquals(List.of("A fact."), tips(told));
  }

  @Test
  void wordsAreForgottenWhenTheirPartGoes(FxRobot robot) {
    robot.moveTo(cut);
    Tooltip tip =
        cut.getProperties().values().stream()
            .filter(Tooltip.class::isInstance)
            .map(Tooltip.class::cast)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> ((VBox) cut.getParent()).getChildren().remove(cut));
    assertEquals(List.of(), tips(cut));
    assertEquals("", tip.getText());
  }

  @Test
  void outerPartIsToldAgainWhenPointerLeavesInnerOne(FxRobot robot) {
    var inner = narrow();
    robot.interact(() -> {
      row.setPickOnBounds(true);
      row.setSpacing(120);
      row.getChildren().add(inner);
    });
    robot.moveTo(row);
    assertEquals(List.of(LONG), tips(row));
    robot.moveTo(inner);
    assertEquals(List.of(LONG), tips(inner));
    assertEquals(List.of(), tips(row));
    robot.moveTo(row);
    assertEquals(List.of(LONG), tips(row));
  }

  @Test
  void secretIsNeverTold(FxRobot robot) {
    CutText.neverTell(cut);
    robot.moveTo(cut);
    assertEquals(List.of(), tips(cut));
  }
}
