package io.signalbox.app.canvas;

import io.signalbox.app.document.Selection;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// A frame is drawn over what is to be selected; with Shift or Ctrl that is selected as well.
record MarqueeGesture(CanvasContext board, Guides guides, Point2D from, List<String> before)
    implements Drag {
  @Override
  public void to(Point2D at, MouseEvent event) {
    Bounds part =
        new BoundingBox(
            Math.min(from.getX(), at.getX()),
            Math.min(from.getY(), at.getY()),
            Math.abs(at.getX() - from.getX()),
            Math.abs(at.getY() - from.getY()));
    guides.sweep(part);
    var ids = new ArrayList<>(before);
    ids.addAll(board.geometry().within(part, false));
    Selection now = Selection.of(ids);
    if (!now.equals(board.editor().selection())) {
      board.editor().select(now);
    }
  }

  @Override
  public void drop(Point2D at, MouseEvent event) {
    guides.endSweep();
  }

  @Override
  public void cancel() {
    guides.endSweep();
    board.editor().select(Selection.of(before));
  }
}
