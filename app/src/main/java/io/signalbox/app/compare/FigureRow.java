package io.signalbox.app.compare;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Figures side by side, which share the width that is left over. Where they do not fit on one
/// line, they stand on two.
final class FigureRow extends Pane {
  private static final double ANY = -1;

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    List<Node> all = getManagedChildren();
    int half = half(all);
    double lines = Math.max(width(all.subList(0, half)), width(all.subList(half, all.size())));
    return snappedLeftInset() + lines + snappedRightInset();
  }

  @Override
  protected double computePrefWidth(double height) {
    return snappedLeftInset() + width(getManagedChildren()) + snappedRightInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double lines = lines(width == ANY ? computePrefWidth(ANY) : width).size() * lineHeight();
    return snappedTopInset() + lines + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    double inner = getWidth() - snappedLeftInset() - snappedRightInset();
    double y = snappedTopInset();
    for (List<Node> line : lines(getWidth())) {
      double more = Math.max(0, inner - width(line)) / Math.max(1, line.size());
      double x = snappedLeftInset();
      for (Node each : line) {
        double end = x + snapSizeX(each.prefWidth(ANY)) + more;
        double left = snapPositionX(x);
        each.resizeRelocate(left, y, snapPositionX(end) - left, lineHeight());
        x = end;
      }
      y += lineHeight();
    }
  }

  private List<List<Node>> lines(double width) {
    List<Node> all = getManagedChildren();
    if (snappedLeftInset() + width(all) + snappedRightInset() <= width) {
      return List.of(all);
    }
    return List.of(all.subList(0, half(all)), all.subList(half(all), all.size()));
  }

  private static int half(List<Node> all) {
    return (all.size() + 1) / 2;
  }

  private double width(List<Node> line) {
    double sum = 0;
    for (Node each : line) {
      sum += snapSizeX(each.prefWidth(ANY));
    }
    return sum;
  }

  private double lineHeight() {
    double highest = 0;
    for (Node each : getManagedChildren()) {
      highest = Math.max(highest, snapSizeY(each.prefHeight(ANY)));
    }
    return highest;
  }
}
