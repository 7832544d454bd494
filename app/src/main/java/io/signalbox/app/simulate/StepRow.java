package io.signalbox.app.simulate;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/// A step of a route: a dot, its name, why it went there, and how long that took. Where there is no
/// room beside the name, the reason stands below it.
final class StepRow extends Region {
  private static final double NAME = 136;
  private static final double TIME = 64;
  private static final double DOT = 8;
  private static final double GAP = 8;

  /// What is narrower breaks the reason word by word.
  private static final double NARROW = 340;

  private final Region dot;
  private final Region name;
  private final Region why;
  private final Region time;

  StepRow(Region dot, Region name, Region why, Region time) {
    this.dot = dot;
    this.name = name;
    this.why = why;
    this.time = time;
    getStyleClass().add("step");
    getChildren().addAll(dot, name, why, time);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double room(double width) {
    return width - snappedLeftInset() - snappedRightInset();
  }

  private static double whyWidth(double room) {
    double left = DOT + GAP;
    return Math.max(40, room < NARROW ? room - left : room - left - NAME - TIME - 2 * GAP);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 160;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double room = room(width <= 0 ? NARROW : width);
    double first = Math.max(name.prefHeight(-1), time.prefHeight(-1));
    double reason = why.prefHeight(whyWidth(room));
    double height = room < NARROW ? first + reason : Math.max(first, reason);
    return Math.ceil(height) + snappedTopInset() + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    double room = room(getWidth());
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double first = Math.max(name.prefHeight(-1), time.prefHeight(-1));
    double left = x + DOT + GAP;
    double names = room < NARROW ? room - DOT - TIME - 2 * GAP : NAME;
    dot.resizeRelocate(x, y, DOT, DOT);
    name.resizeRelocate(left, y, names, name.prefHeight(-1));
    time.resizeRelocate(x + room - TIME, y, TIME, time.prefHeight(-1));
    double reason = whyWidth(room);
    double whyX = room < NARROW ? left : left + NAME + GAP;
    why.resizeRelocate(whyX, room < NARROW ? y + first : y, reason, why.prefHeight(reason));
  }
}
