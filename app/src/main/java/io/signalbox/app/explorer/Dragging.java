package io.signalbox.app.explorer;

import io.signalbox.app.session.Carrying;
import io.signalbox.app.session.Offer;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Lets rows be dragged out of the explorer. For the UI thread.
final class Dragging {
  private static final double THRESHOLD = 5;

  private final Carrying carrying;
  private double fromX;
  private double fromY;
  private boolean pressed;
  private boolean carried;

  Dragging(Carrying carrying) {
    this.carrying = carrying;
  }

  /// Dragging this row carries the offer.
  void from(Node row, Offer offer) {
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

  private void drag(MouseEvent event, Offer offer) {
    double far = Math.hypot(event.getSceneX() - fromX, event.getSceneY() - fromY);
    carried |= pressed && far >= THRESHOLD;
    if (carried) {
      carrying.carry(offer, event.getSceneX(), event.getSceneY());
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    if (carried) {
      carried = false;
      carrying.drop();
      event.consume();
    }
  }
}
