package io.signalbox.app.explorer;

import io.signalbox.app.kinds.PaletteDrag;
import io.signalbox.app.kinds.PaletteItem;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Lets rows be dragged out of the explorer. For the UI thread.
final class RowDrag {
  private static final double THRESHOLD = 5;

  private final PaletteDrag drag;
  private double fromX;
  private double fromY;
  private boolean pressed;
  private boolean carried;

  RowDrag(PaletteDrag drag) {
    this.drag = drag;
  }

  /// Dragging this row carries the offer.
  void from(Node row, PaletteItem offer) {
    row.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
    row.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> drag(e, offer));
    row.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
  }

  private void press(MouseEvent event) {
    fromX = event.getSceneX();
    fromY = event.getSceneY();
    pressed = event.getButton() == MouseButton.PRIMARY;
    carried = false;
  }

  private void drag(MouseEvent event, PaletteItem offer) {
    double far = Math.hypot(event.getSceneX() - fromX, event.getSceneY() - fromY);
    carried |= pressed && far >= THRESHOLD;
    if (carried) {
      drag.carry(offer, event.getSceneX(), event.getSceneY());
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    if (carried) {
      carried = false;
      drag.drop();
      event.consume();
    }
  }
}
