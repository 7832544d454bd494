package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.CanvasSurface;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// Moves the view while something is held at its edge, the faster the nearer. For the UI thread.
final class EdgeScroll extends AnimationTimer {
  private static final double EDGE = 24;

  /// Pixels in a frame.
  private static final double MOST = 14;

  private final CanvasSurface surface;
  private final Consumer<MouseEvent> moved;
  private Optional<MouseEvent> last = Optional.empty();

  /// @param moved told the last event again when the view has moved below it
  EdgeScroll(CanvasSurface surface, Consumer<MouseEvent> moved) {
    this.surface = surface;
    this.moved = moved;
  }

  /// Something is held there.
  void at(MouseEvent event) {
    last = Optional.of(event);
    if (push(event).equals(Point2D.ZERO)) {
      stop();
    } else {
      start();
    }
  }

  /// Nothing is held any more.
  void end() {
    last = Optional.empty();
    stop();
  }

  @Override
  public void handle(long now) {
    if (!surface.isSeen()) {
      end();
    }
    last.ifPresent(event -> {
      Point2D push = push(event);
      surface.scrollBy(-push.getX(), -push.getY());
      moved.accept(event);
    });
  }

  private Point2D push(MouseEvent event) {
    return new Point2D(
        push(event.getX(), surface.getWidth()), push(event.getY(), surface.getHeight()));
  }

  private static double push(double at, double size) {
    double inside = Math.min(at, size - at);
    double strength = Math.clamp((EDGE - inside) / EDGE, 0, 1) * MOST;
    return at < size / 2 ? -Math.rint(strength) : Math.rint(strength);
  }
}
