package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.lab.matrix.JudgeTally;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What each model came to: a row for each.
final class MatrixSummary extends ScrollPane {
  private static final double HEIGHT = 210;
  private static final double BAR = 120;
  private static final double NAME = 90;
  private static final String[] HEADS = {
    "Model",
    "Pass rate",
    "95 % interval",
    "",
    "Mean cost",
    "Median",
    "P95",
    "First token",
    "Judge",
    ""
  };

  private final Consumer<Model> route;
  private final GridPane grid = new GridPane();

  /// @param route writes a rule for a model
  MatrixSummary(Consumer<Model> route) {
    this.route = route;
    grid.getStyleClass().add("matrix-grid");
    grid.setId("matrix-summary");
    for (int i = 0; i < HEADS.length; i++) {
      var column = new ColumnConstraints();
      column.setHalignment(i == 0 || i == 3 || i == 9 ? HPos.LEFT : HPos.RIGHT);
      column.setHgrow(i == 3 ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(column);
    }
    setContent(grid);
    setFitToWidth(true);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMinWidth(0);
    getStyleClass().addAll("matrix-card", "matrix-scroll");
  }

  void show(MatrixReport report) {
    grid.getChildren().clear();
    for (int i = 0; i < HEADS.length; i++) {
      boolean judge = i != 8 || !report.judge().isEmpty();
      grid.add(head(judge ? HEADS[i] : ""), i, 0);
    }
    int row = 1;
    for (MatrixColumn column : report.columns()) {
      add(row++, report, column);
    }
  }

  private static Label head(String words) {
    Label label = Parts.label(words, "section-head");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private void add(int row, MatrixReport report, MatrixColumn column) {
    grid.add(name(report, column), 0, row);
    grid.add(figure(MatrixWords.percent(column.rate())), 1, row);
    grid.add(figure(column.range().map(MatrixWords::range).orElse("–")), 2, row);
    grid.add(bar(column), 3, row);
    grid.add(figure(column.meanUsd().map(Money::shown).orElse("unknown")), 4, row);
    grid.add(figure(MatrixWords.seconds(column.medianMillis())), 5, row);
    grid.add(figure(MatrixWords.seconds(column.p95Millis())), 6, row);
    grid.add(figure(MatrixWords.seconds(column.firstTokenMillis())), 7, row);
    judge(report, column).ifPresent(label -> grid.add(label, 8, row));
    column.target().model().ifPresent(model -> grid.add(button(column, model), 9, row));
  }

  private static Node name(MatrixReport report, MatrixColumn column) {
    var box = new HBox(6, Parts.label(column.target().id(), "matrix-name"));
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(NAME);
    boolean best =
        report.winner().filter(each -> each.target().equals(column.target())).isPresent();
    if (best && !report.plan().simulated()) { // made-up answers earn no badge
      box.getChildren().add(Parts.label("best value", "badge"));
    } else if (column.best()) {
      Label front = Parts.label("Pareto", "badge", "pareto-badge");
      front.setMinWidth(Region.USE_PREF_SIZE);
      Parts.tip(front, "No other model passes at least as often for at most as much.");
      box.getChildren().add(front);
    }
    String missing = MatrixWords.missing(column, report.plan().prompts().size());
    if (!missing.isEmpty()) {
      box.getChildren().add(Parts.label(missing, "second"));
    }
    Parts.tip(
        box,
        () ->
            column.checks().stream()
                .map(each -> each.check() + ": " + each.passed() + " of " + each.about())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("No checks: every answer passes."));
    return box;
  }

  private static Label figure(String words) {
    Label label = Parts.label(words, "mono", "matrix-figure");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Node bar(MatrixColumn column) {
    var bar = new IntervalBar(column);
    bar.setPrefWidth(BAR);
    return bar;
  }

  private static Optional<Label> judge(MatrixReport report, MatrixColumn column) {
    Optional<JudgeTally> tally =
        report.judge().stream().filter(each -> each.target().equals(column.target())).findFirst();
    if (tally.isEmpty()) {
      return report.plan().judge().map(judge -> Parts.label("base", "second"));
    }
    Label label =
        figure(tally.get().prompts() == 0 ? "–" : MatrixWords.percent(tally.get().winRate()));
    Parts.tip(label, () -> "Against the base: " + MatrixWords.judge(tally.get()));
    label.setAccessibleText(MatrixWords.judge(tally.get()));
    return Optional.of(label);
  }

  private Node button(MatrixColumn column, Model model) {
    var button = Parts.button("Route here", () -> route.accept(model), "small");
    button.setAccessibleText("Route here: " + column.target().id());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
