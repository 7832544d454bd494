package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.Snapping;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

/// The lines on which something settles, and the frame that selects. For the UI thread.
final class Guides {
  private final Layer layer = new Layer();
  private final Rectangle sweep = new Rectangle();

  Guides() {
    layer.setMouseTransparent(true);
    sweep.getStyleClass().add("sweep");
    sweep.setManaged(false);
    sweep.setVisible(false);
    layer.getChildren().add(sweep);
  }

  Layer layer() {
    return layer;
  }

  /// Shows these lines and no others.
  void show(List<Snapping.Guide> guides) {
    layer.getChildren().setAll(sweep);
    for (Snapping.Guide guide : guides) {
      var line =
          guide.upright()
              ? new Line(guide.at(), guide.from() - 12, guide.at(), guide.to() + 12)
              : new Line(guide.from() - 12, guide.at(), guide.to() + 12, guide.at());
      line.getStyleClass().add("guide");
      line.setManaged(false);
      layer.getChildren().add(line);
    }
  }

  /// Shows the frame that selects.
  void sweep(Bounds part) {
    sweep.setVisible(true);
    sweep.setX(part.getMinX());
    sweep.setY(part.getMinY());
    sweep.setWidth(part.getWidth());
    sweep.setHeight(part.getHeight());
  }

  void endSweep() {
    sweep.setVisible(false);
  }
}
