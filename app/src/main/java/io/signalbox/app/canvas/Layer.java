package io.signalbox.app.canvas;

import javafx.scene.layout.Pane;

/// Things on the canvas that lie above or below others together.
final class Layer extends Pane {
  Layer() {
    setManaged(false);
    setPickOnBounds(false);
  }
}
