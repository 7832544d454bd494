package io.signalbox.app.kit.canvas;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Moves and zooms a surface by hand: the middle button, the first button while the surface is
/// gripped, the wheel, two fingers. For the UI thread.
final class PanZoomGestures {
  private final CanvasSurface surface;
  private boolean grip;
  private boolean panning;
  private MouseButton panButton = MouseButton.NONE;
  private double dragX;
  private double dragY;

  PanZoomGestures(CanvasSurface surface) {
    this.surface = surface;
  }

  void install() {
    surface.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
    surface.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    surface.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
    surface.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    surface.addEventHandler(ZoomEvent.ZOOM, this::zoom);
  }

  /// While it is held, dragging moves the view.
  void setGrip(boolean held) {
    grip = held;
    showGrip();
  }

  private void showGrip() {
    surface.setCursor(grip ? Cursor.OPEN_HAND : Cursor.DEFAULT);
  }

  private void press(MouseEvent event) {
    boolean wanted = grip && event.getButton() == MouseButton.PRIMARY;
    panning = wanted || event.getButton() == MouseButton.MIDDLE;
    panButton = event.getButton();
    dragX = event.getX();
    dragY = event.getY();
    if (panning) {
      surface.setCursor(Cursor.CLOSED_HAND);
      event.consume();
    }
  }

  private void drag(MouseEvent event) {
    if (panning) {
      surface.scrollBy(event.getX() - dragX, event.getY() - dragY);
      dragX = event.getX();
      dragY = event.getY();
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    if (panning && event.getButton() == panButton) {
      panning = false;
      showGrip();
      event.consume();
    }
  }

  private void scroll(ScrollEvent event) {
    if (event.isShortcutDown()) {
      surface.scrollZoom(event.getX(), event.getY(), Math.exp(event.getDeltaY() / 300));
    } else {
      surface.scrollBy(event.getDeltaX(), event.getDeltaY());
    }
    event.consume();
  }

  private void zoom(ZoomEvent event) {
    surface.scrollZoom(event.getX(), event.getY(), event.getZoomFactor());
  }
}
