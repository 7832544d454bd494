package io.signalbox.app.experiments;

import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A mean and the range in which the true one lies, drawn on a scale.
final class RangeBar extends Region {
  private static final double HEIGHT = 24;
  private static final double TRACK = 2;
  private static final double RANGE = 8;
  private static final double DOT = 12;

  private final Region track = part("range-track");
  private final Region range = part("range");
  private final Region dot = part("range-dot");
  private final RangeScale scale;
  private final ScoreRange interval;
  private final double mean;

  /// @param words what a screen reader says
  RangeBar(RangeScale scale, ScoreRange interval, Scores scores, String words) {
    this.scale = scale;
    this.interval = interval;
    this.mean = scores.mean();
    getStyleClass().add("range-bar");
    getChildren().addAll(track, range);
    if (scores.count() > 0) {
      getChildren().add(dot);
    }
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxWidth(Double.MAX_VALUE);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(words);
  }

  private static Region part(String style) {
    var part = new Region();
    part.getStyleClass().add(style);
    part.setManaged(false);
    return part;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double from = scale.at(interval.low()) * width;
    double to = scale.at(interval.high()) * width;
    track.resizeRelocate(0, snapPositionY((getHeight() - TRACK) / 2), width, TRACK);
    range.resizeRelocate(from, (getHeight() - RANGE) / 2, Math.max(RANGE, to - from), RANGE);
    double at = Math.clamp(scale.at(mean) * width - DOT / 2, 0, Math.max(0, width - DOT));
    dot.resizeRelocate(at, (getHeight() - DOT) / 2, DOT, DOT);
  }
}
