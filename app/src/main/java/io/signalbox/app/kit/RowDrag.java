package io.signalbox.app.kit;

import java.util.Optional;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Lets a row be dragged out of its list. For the UI thread.
public final class RowDrag {
  private static final double THRESHOLD = 5;

  private final Carrying carrying;
  private final EventHandler<MouseEvent> dragged = this::drag;
  private final EventHandler<MouseEvent> released = this::release;
  private Optional<Scene> scene = Optional.empty();
  private double fromX;
  private double fromY;
  private boolean carried;

  private RowDrag(Carrying carrying) {
    this.carrying = carrying;
  }

  /// Told where a row is carried.
  public interface Carrying {
    /// It is here now, from the left and the top of the scene.
    void move(double x, double y);

    /// It is let go where it is.
    void drop();
  }

  /// Dragging this row carries it; a click stays a click.
  public static void from(Node row, Carrying carrying) {
    var drag = new RowDrag(carrying);
    row.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> drag.press(row, event));
  }

  /// The scene is listened to, because the list may make its rows anew meanwhile.
  private void press(Node row, MouseEvent event) {
    forget();
    if (event.getButton() == MouseButton.PRIMARY) {
      fromX = event.getSceneX();
      fromY = event.getSceneY();
      scene = Optional.ofNullable(row.getScene());
      scene.ifPresent(each -> {
        each.addEventFilter(MouseEvent.MOUSE_DRAGGED, dragged);
        each.addEventFilter(MouseEvent.MOUSE_RELEASED, released);
      });
    }
  }

  private void forget() {
    scene.ifPresent(each -> {
      each.removeEventFilter(MouseEvent.MOUSE_DRAGGED, dragged);
      each.removeEventFilter(MouseEvent.MOUSE_RELEASED, released);
    });
    scene = Optional.empty();
    carried = false;
  }

  private void drag(MouseEvent event) {
    double far = Math.hypot(event.getSceneX() - fromX, event.getSceneY() - fromY);
    carried |= far >= THRESHOLD;
    if (carried) {
      carrying.move(event.getSceneX(), event.getSceneY());
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    boolean dropped = carried;
    forget();
    if (dropped) {
      carrying.drop();
      event.consume();
    }
  }
}
