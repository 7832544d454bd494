package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// Lines between two axes, small, with points marked on them; what they are called stands below.
public final class CurveChart extends VBox {
  private static final double HEIGHT = 150;
  private static final double EDGE = 6;
  private static final double LEFT = 34;
  private static final double BOTTOM = 16;
  private static final double DOT = 4;
  private static final double SWATCH = 14;

  private final Plot plot = new Plot();
  private final FlowPane legend = new FlowPane();

  /// Where something lies.
  public record ChartPoint(double x, double y) {
    private boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /// A line.
  ///
  /// @param style the class that gives it its colour
  public record ChartLine(String name, String style, List<ChartPoint> points) {
    public ChartLine {
      points = points.stream().filter(ChartPoint::isFinite).toList();
    }
  }

  /// A point that is marked.
  ///
  /// @param name what the pointer says there
  /// @param kind what it is called below; marks of one kind stand there once
  /// @param style the class that gives it its colour
  public record ChartMark(String name, String kind, String style, ChartPoint at) {}

  /// An empty one.
  public CurveChart() {
    getStyleClass().add("curve-chart");
    legend.getStyleClass().add("curve-legend");
    getChildren().addAll(plot, legend);
  }

  /// Draws others.
  ///
  /// @param left what stands below the left end, at 0
  /// @param right what stands below the right end, at 1
  public void show(List<ChartLine> curves, List<ChartMark> marks, String left, String right) {
    List<ChartMark> seen = marks.stream().filter(each -> each.at().isFinite()).toList();
    plot.show(curves, seen, left, right);
    legend.getChildren().clear();
    curves.forEach(each -> explain(each.name(), line(each.style(), SWATCH)));
    seen.stream()
        .map(ChartMark::kind)
        .distinct()
        .forEach(kind ->
            seen.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .ifPresent(each -> explain(kind, dot(each.style()))));
  }

  private void explain(String words, javafx.scene.Node swatch) {
    var item = new HBox(swatch, Parts.label(words, "second"));
    item.getStyleClass().add("curve-legend-item");
    legend.getChildren().add(item);
  }

  private static Line line(String style, double width) {
    var line = new Line(0, 0, width, 0);
    line.getStyleClass().addAll("curve-line", style);
    return line;
  }

  private static Circle dot(String style) {
    var dot = new Circle(DOT);
    dot.getStyleClass().addAll("curve-mark", style);
    return dot;
  }

  /// The part between the axes.
  private static final class Plot extends Region {
    private final Polyline axes = new Polyline();
    private final Label top = Parts.label("", "second");
    private final Label bottom = Parts.label("", "second");
    private final Label start = Parts.label("", "second");
    private final Label end = Parts.label("", "second");
    private List<ChartLine> curves = List.of();
    private List<ChartMark> marks = List.of();
    private final List<Polyline> lines = new ArrayList<>();
    private final List<Circle> dots = new ArrayList<>();

    Plot() {
      axes.getStyleClass().add("curve-axes");
      axes.setManaged(false);
      setMinHeight(HEIGHT);
      setPrefHeight(HEIGHT);
      setMinWidth(0);
    }

    void show(List<ChartLine> newCurves, List<ChartMark> newMarks, String left, String right) {
      curves = List.copyOf(newCurves);
      marks = List.copyOf(newMarks);
      lines.clear();
      dots.clear();
      curves.forEach(each -> lines.add(drawn(each)));
      marks.forEach(each -> dots.add(drawn(each)));
      Parts.show(top, figure(most()));
      Parts.show(bottom, figure(least()));
      Parts.show(start, left);
      Parts.show(end, right);
      getChildren().setAll(axes, top, bottom, start, end);
      getChildren().addAll(lines);
      getChildren().addAll(dots);
      requestLayout();
    }

    private static Polyline drawn(ChartLine curve) {
      var line = new Polyline();
      line.getStyleClass().addAll("curve-line", curve.style());
      line.setManaged(false);
      line.setMouseTransparent(true);
      return line;
    }

    private static Circle drawn(ChartMark mark) {
      Circle dot = dot(mark.style());
      dot.setManaged(false);
      Tooltip.install(dot, Parts.tooltip(mark.name()));
      dot.setAccessibleText(mark.name());
      return dot;
    }

    private static String figure(double value) {
      return String.format(Locale.ROOT, "%.2f", value);
    }

    private DoubleStream heights() {
      return points().mapToDouble(ChartPoint::y);
    }

    private Stream<ChartPoint> points() {
      return Stream.concat(
          curves.stream().flatMap(each -> each.points().stream()),
          marks.stream().map(ChartMark::at));
    }

    private double least() {
      return heights().min().orElse(0);
    }

    private double most() {
      return Math.max(least() + 1e-6, heights().max().orElse(1));
    }

    private double widest() {
      return Math.max(1, points().mapToDouble(ChartPoint::x).max().orElse(1));
    }

    private double narrowest() {
      return Math.min(0, points().mapToDouble(ChartPoint::x).min().orElse(0));
    }

    private double x(double x) {
      double width = getWidth() - LEFT - EDGE - DOT;
      return LEFT + (x - narrowest()) / (widest() - narrowest()) * width;
    }

    private double y(double y) {
      double height = getHeight() - BOTTOM - 2 * EDGE;
      return EDGE + height * (1 - (y - least()) / (most() - least()));
    }

    @Override
    protected void layoutChildren() {
      double ground = getHeight() - BOTTOM;
      axes.getPoints().setAll(LEFT, 0.0, LEFT, ground, getWidth(), ground);
      for (int i = 0; i < lines.size(); i++) {
        var ends = new ArrayList<Double>();
        curves.get(i).points().forEach(each -> ends.addAll(List.of(x(each.x()), y(each.y()))));
        lines.get(i).getPoints().setAll(ends);
      }
      for (int i = 0; i < dots.size(); i++) {
        dots.get(i).setCenterX(x(marks.get(i).at().x()));
        dots.get(i).setCenterY(y(marks.get(i).at().y()));
      }
      place(top, 0, 0);
      place(bottom, 0, ground - BOTTOM);
      double half = (getWidth() - LEFT) / 2;
      place(start, LEFT, ground);
      place(end, getWidth() - Math.min(half, end.prefWidth(-1)), ground);
    }

    private void place(Label label, double x, double y) {
      double room = x < LEFT ? LEFT : (getWidth() - LEFT) / 2;
      label.resizeRelocate(x, y, Math.min(room, label.prefWidth(-1)), BOTTOM);
    }
  }
}
