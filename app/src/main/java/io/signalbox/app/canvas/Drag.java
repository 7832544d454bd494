package io.signalbox.app.canvas;

import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// What goes on while the button is held and the pointer moves. Places are those of the canvas.
interface Drag {
  /// The pointer is there now.
  void to(Point2D at, MouseEvent event);

  /// The button was let go there.
  void drop(Point2D at, MouseEvent event);

  /// Nothing comes of it.
  void cancel();
}
