package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A pass rate and the interval in which the true one lies, on a line from 0 to 100 %.
final class IntervalBar extends Region {
  private static final double HEIGHT = 20;
  private static final double TRACK = 2;
  private static final double RANGE = 8;
  private static final double DOT = 10;

  private final Region track = part("interval-track");
  private final Region range = part("interval-range");
  private final Region dot = part("interval-dot");
  private final Optional<ScoreRange> interval;
  private final double rate;

  IntervalBar(MatrixColumn column) {
    this.interval = column.range();
    this.rate = column.rate().orElse(0);
    getChildren().add(track);
    if (interval.isPresent()) {
      getChildren().addAll(range, dot);
    }
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxWidth(Double.MAX_VALUE);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "Pass rate "
            + MatrixWords.percent(column.rate())
            + interval.map(each -> ", " + MatrixWords.range(each)).orElse(""));
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
    track.resizeRelocate(0, snapPositionY((getHeight() - TRACK) / 2), width, TRACK);
    interval.ifPresent(each -> {
      double from = each.low() * width;
      double to = each.high() * width;
      range.resizeRelocate(from, (getHeight() - RANGE) / 2, Math.max(RANGE, to - from), RANGE);
      double at = Math.clamp(rate * width - DOT / 2, 0, Math.max(0, width - DOT));
      dot.resizeRelocate(at, (getHeight() - DOT) / 2, DOT, DOT);
    });
  }
}
