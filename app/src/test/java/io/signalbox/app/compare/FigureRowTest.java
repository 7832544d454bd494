package io.signalbox.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/// Figures share a line, or two if they do not fit on one.
final class FigureRowTest {
  private static final double HEIGHT = 40;

  private static FigureRow row(double width, double... widths) {
    var row = new FigureRow();
    for (double each : widths) {
      var figure = new Region();
      figure.setPrefSize(each, HEIGHT);
      row.getChildren().add(figure);
    }
    row.resize(width, row.prefHeight(width));
    row.layout();
    return row;
  }

  private static Bounds bounds(FigureRow row, int figure) {
    return row.getChildren().get(figure).getBoundsInParent();
  }

  private static void assertInside(FigureRow row) {
    for (Node each : row.getChildren()) {
      assertTrue(row.getLayoutBounds().contains(each.getBoundsInParent()), each::toString);
    }
  }

  @Test
  void sharesTheWidthThatIsLeftOver() {
    FigureRow row = row(400, 80, 90, 70, 60);
    assertEquals(HEIGHT, row.getHeight());
    assertEquals(105, bounds(row, 0).getWidth());
    assertEquals(400, bounds(row, 3).getMaxX());
    assertInside(row);
  }

  @Test
  void takesTwoLinesWhereOneIsTooNarrow() {
    FigureRow row = row(300, 80, 90, 95, 60);
    assertEquals(2 * HEIGHT, row.getHeight());
    assertEquals(300, bounds(row, 1).getMaxX());
    assertEquals(HEIGHT, bounds(row, 2).getMinY());
    assertEquals(300, bounds(row, 3).getMaxX());
    assertInside(row);
    assertEquals(170, row.minWidth(-1));
  }

  @Test
  void isNothingWithoutFigures() {
    assertEquals(0, row(300).getHeight());
  }
}
