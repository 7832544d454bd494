package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// Pass rate over cost: what is up and left is better. Models that no other beats are joined.
final class ParetoPlot extends VBox {
  private static final double WIDTH = 330;
  private static final double HEIGHT = 210;

  private final Plot plot = new Plot();

  ParetoPlot() {
    super(2);
    getStyleClass().add("matrix-card");
    setId("matrix-pareto");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    VBox.setVgrow(plot, javafx.scene.layout.Priority.ALWAYS);
    getChildren().addAll(Parts.sectionHead("Pass rate over cost"), plot);
  }

  void show(MatrixReport report) {
    plot.show(
        report.columns().stream()
            .filter(each -> each.rate().isPresent() && each.meanUsd().isPresent())
            .sorted(Comparator.comparing(each -> each.meanUsd().orElse(Money.ZERO)))
            .toList());
  }

  /// The part between the axes.
  private static final class Plot extends Region {
    private static final double LEFT = 40;
    private static final double RIGHT = 12;
    private static final double TOP = 8;
    private static final double BOTTOM = 18;
    private static final double DOT = 5;
    private static final double LETTERS = 14;
    private static final double GAP = 7;

    private final Polyline axes = new Polyline();
    private final Polyline front = new Polyline();
    private final Label top = Parts.label("100%", "second");
    private final Label bottom = Parts.label("0%", "second");
    private final Label free = Parts.label("$0", "second");
    private final Label dear = Parts.label("", "second");
    private final List<Mark> marks = new ArrayList<>();

    /// A model.
    private record Mark(MatrixColumn column, Circle dot, Line range, Label name) {
      static Mark of(MatrixColumn column) {
        var dot = new Circle(DOT);
        dot.getStyleClass().addAll("pareto-dot", column.best() ? "pareto-best" : "pareto-other");
        dot.setManaged(false);
        var range = new Line();
        range.getStyleClass().add("pareto-range");
        range.setManaged(false);
        Label name = Parts.label(column.target().id(), "pareto-name");
        name.setManaged(false);
        String words =
            column.target().id()
                + ": "
                + MatrixWords.percent(column.rate())
                + " for "
                + column.meanUsd().map(Money::shown).orElse("");
        Parts.tip(dot, words);
        dot.setAccessibleText(words);
        return new Mark(column, dot, range, name);
      }
    }

    Plot() {
      axes.getStyleClass().add("pareto-axes");
      axes.setManaged(false);
      front.getStyleClass().add("pareto-front");
      front.setManaged(false);
      setAccessibleRole(AccessibleRole.IMAGE_VIEW);
      setMinSize(0, 0);
    }

    void show(List<MatrixColumn> columns) {
      marks.clear();
      columns.forEach(each -> marks.add(Mark.of(each)));
      getChildren().setAll(axes, front, top, bottom, free, dear);
      marks.forEach(each -> getChildren().add(each.range()));
      marks.forEach(each -> getChildren().addAll(each.dot(), each.name()));
      Parts.show(
          dear, columns.isEmpty() ? "" : new Money(java.math.BigDecimal.valueOf(most())).shown());
      setAccessibleText(
          columns.stream()
              .map(each -> each.target().id() + " " + MatrixWords.percent(each.rate()))
              .reduce("Pass rate over cost", (a, b) -> a + ", " + b));
      requestLayout();
    }

    private static double usd(MatrixColumn column) {
      return column.meanUsd().map(each -> each.usd().doubleValue()).orElse(0.0);
    }

    private double most() {
      return Math.max(1e-9, marks.stream().mapToDouble(each -> usd(each.column())).max().orElse(1));
    }

    private double x(MatrixColumn column) {
      return LEFT + usd(column) / most() * (getWidth() - LEFT - RIGHT - DOT);
    }

    private double y(double rate) {
      return TOP + (1 - rate) * (getHeight() - TOP - BOTTOM);
    }

    @Override
    protected void layoutChildren() {
      double ground = y(0);
      axes.getPoints().setAll(LEFT, TOP, LEFT, ground, getWidth() - RIGHT, ground);
      front.getPoints().clear();
      for (Mark mark : marks) {
        place(mark);
        if (mark.column().best()) {
          front.getPoints().addAll(x(mark.column()), y(mark.column().rate().orElse(0)));
        }
      }
      apart();
      put(top, 0, TOP - 2);
      put(bottom, 0, ground - LETTERS);
      put(free, LEFT, ground + 1);
      put(dear, getWidth() - RIGHT - dear.prefWidth(-1), ground + 1);
    }

    private void place(Mark mark) {
      double x = x(mark.column());
      mark.dot().setCenterX(x);
      mark.dot().setCenterY(y(mark.column().rate().orElse(0)));
      mark.column()
          .range()
          .ifPresent(range -> {
            mark.range().setStartX(x);
            mark.range().setEndX(x);
            mark.range().setStartY(y(range.low()));
            mark.range().setEndY(y(range.high()));
          });
    }

    /// Names stand beside their dots, one above the other where dots are close, and above the axis.
    private void apart() {
      List<Mark> fromBelow =
          marks.stream()
              .sorted(Comparator.comparingDouble(each -> -each.dot().getCenterY()))
              .toList();
      double last = y(0);
      for (Mark mark : fromBelow) {
        double width = Math.min(mark.name().prefWidth(-1), Math.max(0, getWidth() - LEFT));
        double right = mark.dot().getCenterX() + GAP;
        double x = right + width > getWidth() ? mark.dot().getCenterX() - GAP - width : right;
        double y = Math.max(0, Math.min(last, mark.dot().getCenterY() + LETTERS / 2) - LETTERS);
        mark.name().resizeRelocate(Math.max(LEFT, x), y, width, LETTERS);
        last = y;
      }
    }

    private static void put(Label label, double x, double y) {
      label.resizeRelocate(x, y, label.prefWidth(-1), LETTERS);
    }
  }
}
