package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.Snapping;
import io.signalbox.engine.graph.Frame;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// A frame is made larger or smaller by its corner.
record ResizeGesture(CanvasContext board, int frame) implements Drag {
  @Override
  public void to(Point2D at, MouseEvent event) {
    board.frames().get(frame).ifPresent(each -> board.frames().draw(frame, sized(each, at)));
    board.surface().repaint();
  }

  private static Bounds sized(Frame frame, Point2D at) {
    double right = Math.max(frame.at().x() + 40, Snapping.grid(at.getX()));
    double bottom = Math.max(frame.at().y() + 40, Snapping.grid(at.getY()));
    return new BoundingBox(
        frame.at().x(), frame.at().y(), right - frame.at().x(), bottom - frame.at().y());
  }

  @Override
  public void drop(Point2D at, MouseEvent event) {
    board
        .frames()
        .get(frame)
        .map(each -> sized(each, at))
        .ifPresent(size -> board.frames().resize(frame, size.getWidth(), size.getHeight()));
  }

  @Override
  public void cancel() {
    board.frames().show();
  }
}
