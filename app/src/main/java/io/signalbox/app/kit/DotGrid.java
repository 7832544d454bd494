package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;

/// Small dots at even distances that move and grow with the canvas. A row of them is one dashed
/// line, so that a style sheet can colour them.
final class DotGrid extends Pane {
  private static final double STEP = 16;
  private static final double LEAST = 11;

  private final List<Line> rows = new ArrayList<>();

  DotGrid() {
    getStyleClass().add("dot-grid");
    setMouseTransparent(true);
    setManaged(false);
  }

  /// Draws the dots for a canvas that is moved and zoomed so.
  void show(double x, double y, double zoom, double width, double height) {
    double step = STEP * zoom;
    while (step < LEAST) {
      step *= 2;
    }
    double left = Math.IEEEremainder(x, step) - step;
    int count = (int) Math.ceil(height / step) + 2;
    supply(count);
    double top = Math.IEEEremainder(y, step);
    for (int i = 0; i < rows.size(); i++) {
      Line row = rows.get(i);
      row.setVisible(i < count);
      double level = Math.floor(top + i * step) + 0.5;
      row.setStartX(left);
      row.setEndX(width);
      row.setStartY(level);
      row.setEndY(level);
      row.getStrokeDashArray().setAll(1.0, step - 1);
    }
  }

  private void supply(int count) {
    while (rows.size() < count) {
      var row = new Line();
      row.getStyleClass().add("dots");
      rows.add(row);
      getChildren().add(row);
    }
  }
}
