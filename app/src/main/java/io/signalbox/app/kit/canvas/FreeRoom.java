package io.signalbox.app.kit.canvas;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;

/// The room on a canvas that nothing lies over, for what is to be shown as a whole. Immutable.
///
/// @param top how high a strip at the top is that is covered
/// @param corner how large a part at the lower right is that is covered
/// @param padding how much is left free on each side
record FreeRoom(double top, Dimension2D corner, double padding) {
  private static final double LARGEST = 1;

  /// The largest size in which a part fits; 1 is its own.
  double size(double width, double height, Bounds part) {
    return rooms(width, height).stream().mapToDouble(room -> fit(room, part)).max().orElse(LARGEST);
  }

  /// Where a part of this size is to be put: the largest room that has place for it, all of the
  /// canvas first if the part stays clear of the corner there.
  Bounds of(double width, double height, Bounds part, double size) {
    Bounds all = whole(width, height);
    if (isClear(all, width, height, part, size)) {
      return all;
    }
    return rooms(width, height).stream()
        .max(Comparator.comparingDouble(room -> Math.min(size, fit(room, part))))
        .orElse(all);
  }

  private Bounds whole(double width, double height) {
    return new BoundingBox(0, top, Math.max(1, width), Math.max(1, height - top));
  }

  /// Above the corner, and at its left.
  private List<Bounds> rooms(double width, double height) {
    Bounds all = whole(width, height);
    return List.of(
        new BoundingBox(0, top, all.getWidth(), Math.max(1, all.getHeight() - corner.getHeight())),
        new BoundingBox(0, top, Math.max(1, all.getWidth() - corner.getWidth()), all.getHeight()));
  }

  private double fit(Bounds room, Bounds part) {
    double across = (room.getWidth() - 2 * padding) / part.getWidth();
    double down = (room.getHeight() - 2 * padding) / part.getHeight();
    return Math.min(LARGEST, Math.min(across, down));
  }

  private boolean isClear(Bounds all, double width, double height, Bounds part, double size) {
    double right = all.getCenterX() + part.getWidth() * size / 2;
    double bottom = all.getCenterY() + part.getHeight() * size / 2;
    return right <= width - corner.getWidth() || bottom <= height - corner.getHeight();
  }
}
