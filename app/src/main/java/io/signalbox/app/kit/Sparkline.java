package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/// One or two lines over time, small, with the highest value as a hint and each moment's value
/// under the pointer.
public final class Sparkline extends Region {
  private static final double HINT = 17; // a line of small text, above whatever is drawn

  private final List<Polyline> lines = new ArrayList<>();
  private final Label highest = Parts.label("", "second", "sparkline-hint");
  private final Label moment = Parts.label("", "second", "sparkline-moment");
  private List<double[]> series = List.of();
  private DoubleFunction<String> words = String::valueOf;
  private IntFunction<String> times = String::valueOf;

  /// An empty one.
  ///
  /// @param style the class that gives the line its colour
  public Sparkline(String style) {
    getStyleClass().addAll("sparkline", style);
    for (String line : new String[] {"sparkline-second", "sparkline-first"}) {
      var drawn = new Polyline();
      drawn.getStyleClass().add(line);
      drawn.setManaged(false);
      drawn.setMouseTransparent(true);
      lines.addFirst(drawn);
      getChildren().add(drawn);
    }
    getChildren().addAll(highest, moment);
    moment.setVisible(false);
    setOnMouseMoved(e -> hover(e.getX()));
    setOnMouseExited(e -> moment.setVisible(false));
    setMinHeight(60);
  }

  /// Draws others.
  ///
  /// @param values one or two lines of equal length
  /// @param value a value in words
  /// @param time a moment in words
  public void show(List<double[]> values, DoubleFunction<String> value, IntFunction<String> time) {
    series = List.copyOf(values);
    words = value;
    times = time;
    Parts.show(highest, top() > 0 ? "up to " + value.apply(top()) : "");
    requestLayout();
  }

  /// Does something with the number of a moment that is clicked, from 0.
  public void onPick(IntConsumer action) {
    setCursor(Cursor.HAND);
    setOnMouseClicked(e -> at(e.getX()).ifPresent(action));
  }

  private double top() {
    return series.stream().flatMapToDouble(java.util.Arrays::stream).max().orElse(0);
  }

  @Override
  protected void layoutChildren() {
    double top = Math.max(top(), Double.MIN_NORMAL);
    double height = getHeight() - HINT - 2;
    for (int i = 0; i < lines.size(); i++) {
      var points = new ArrayList<Double>();
      if (i < series.size() && series.get(i).length > 1) {
        double[] values = series.get(i);
        for (int x = 0; x < values.length; x++) {
          points.add(x * getWidth() / (values.length - 1));
          points.add(HINT + height * (1 - values[x] / top));
        }
      }
      lines.get(i).getPoints().setAll(points);
    }
    place(highest, getWidth() - highest.prefWidth(-1));
    place(moment, 0);
  }

  private void place(Label label, double x) {
    label.resizeRelocate(x, 0, label.prefWidth(-1), HINT);
  }

  /// The moment at a place.
  private OptionalInt at(double x) {
    if (series.isEmpty() || series.getFirst().length == 0 || getWidth() <= 0) {
      return OptionalInt.empty();
    }
    int last = series.getFirst().length - 1;
    return OptionalInt.of(Math.clamp(Math.round(x / getWidth() * last), 0, last));
  }

  private void hover(double x) {
    at(x).ifPresent(this::tell);
  }

  private void tell(int at) {
    var values = new ArrayList<String>();
    series.forEach(each -> values.add(words.apply(each[at])));
    Parts.show(moment, times.apply(at) + "  " + String.join(" / ", values));
    moment.setVisible(true);
    requestLayout();
  }
}
