package io.signalbox.app.compare;

import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.comparison.MatrixShown;
import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Models on a set of prompts: the file, the run, what each model came to, and the matrix of all
/// answers.
final class MatrixPane extends VBox {
  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Simulator simulator;
  private final Comparison comparison;
  private final MatrixBoard board;
  private final MatrixBar bar;
  private final MatrixText text;
  private final MatrixSummary summary = new MatrixSummary(this::route);
  private final ParetoPlot plot = new ParetoPlot();
  private final Label winner = Parts.label("", "matrix-winner");
  private final HBox winnerRow = new HBox(10);
  private final Label since = Parts.label("", "second");
  private final CellDetails details = new CellDetails();
  private final MatrixTable table = new MatrixTable(details::show);
  private final Label none = Parts.label("", "second");
  private final VBox problems = new VBox(4);
  private final VBox form = new VBox();
  private final VBox results = new VBox(10);
  private final InvalidationListener changed = o -> show();
  private boolean running;

  MatrixPane(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Comparison comparison,
      MatrixBoard board) {
    super(10);
    this.editor = editor;
    this.views = views;
    this.notices = notices;
    this.simulator = simulator;
    this.comparison = comparison;
    this.board = board;
    this.text = new MatrixText(board);
    this.bar = new MatrixBar(board, text::toggle);
    getStyleClass().add("matrix");
    layOut();
    // The board outlives this part.
    board.shownProperty().addListener(new WeakInvalidationListener(changed));
    board.progressProperty().addListener(new WeakInvalidationListener(changed));
    show();
  }

  private void layOut() {
    winner.setId("matrix-winner");
    winner.setWrapText(true);
    winner.setMinHeight(Region.USE_PREF_SIZE);
    since.setId("matrix-since");
    since.setWrapText(true);
    none.setWrapText(true);
    none.setId("matrix-none");
    winnerRow.setAlignment(Pos.CENTER_LEFT);
    winnerRow.getStyleClass().add("matrix-card");
    HBox.setHgrow(winner, Priority.ALWAYS);
    problems.getStyleClass().add("problem-box");
    problems.setId("matrix-problems");
    HBox.setHgrow(summary, Priority.ALWAYS);
    var top = new HBox(10, summary, plot);
    top.setFillHeight(true);
    HBox.setHgrow(table, Priority.ALWAYS);
    var bottom = new HBox(10, table, details);
    VBox.setVgrow(bottom, Priority.ALWAYS);
    results.getChildren().addAll(top, winnerRow, form, since, bottom);
    VBox.setVgrow(results, Priority.ALWAYS);
    VBox.setVgrow(text, Priority.ALWAYS);
    var body = new StackPane(results, text);
    text.visibleProperty().addListener((o, before, now) -> results.setVisible(!now));
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(bar, problems, none, body);
  }

  private void show() {
    MatrixShown shown = board.shown();
    bar.show(shown);
    text.show(shown);
    makeRoom();
    problems.getChildren().setAll(shown.problems().stream().map(MatrixPane::problem).toList());
    Parts.setShown(problems, !shown.problems().isEmpty());
    Parts.show(none, hint(shown));
    Parts.setShown(none, !none.getText().isEmpty() && !text.isVisible());
    Optional<MatrixReport> report = shown.report();
    results.setVisible(report.isPresent() && !text.isVisible());
    report.ifPresent(this::show);
  }

  /// Whoever begins a run wants to see what comes of it; a text that is not saved stays.
  private void makeRoom() {
    boolean begins = board.isRunning() && !running;
    running = board.isRunning();
    if (begins && text.isVisible() && !text.isChanged()) {
      text.toggle();
    }
  }

  private static Label problem(String words) {
    Label label = Parts.label(words);
    label.setWrapText(true);
    return label;
  }

  private static String hint(MatrixShown shown) {
    if (!shown.saved()) {
      return "Save the graph first: comparisons lie in files beside it.";
    }
    if (shown.file().isEmpty()) {
      return "No comparison of this graph yet. A new one begins with its models and the prompts of"
          + " its tests; edit it as text.";
    }
    return shown.report().isEmpty() && shown.plan().isPresent()
        ? "Not run yet. Each answer is kept as it comes, so a run can be stopped at any time."
        : "";
  }

  private void show(MatrixReport report) {
    summary.show(report);
    plot.show(report);
    table.show(report, board.shown().since());
    Optional<MatrixColumn> best = report.winner();
    Parts.setShown(winnerRow, best.isPresent());
    best.ifPresent(each -> winner(report, each));
    String changes =
        board
            .shown()
            .since()
            .map(each ->
                "Since "
                    + each.before().record().head().id()
                    + ": "
                    + each.columns().stream()
                        .map(MatrixWords::change)
                        .collect(Collectors.joining("; ")))
            .orElse("");
    Parts.show(since, changes);
    Parts.setShown(since, !changes.isEmpty());
  }

  private void winner(MatrixReport report, MatrixColumn best) {
    Parts.show(
        winner,
        (board.isRunning() ? "Best value so far: " : "Best value: ")
            + best.target().id()
            + ", passes "
            + MatrixWords.percent(best.rate())
            + best.range().map(range -> " (" + MatrixWords.range(range) + ")").orElse("")
            + best.meanUsd().map(usd -> " at " + usd.shown() + " an answer").orElse("")
            + (report.plan().simulated() ? " · simulated, so only cost and time say something" : "")
            + ".");
    List<javafx.scene.Node> parts = new java.util.ArrayList<>(List.of(winner));
    best.target()
        .model()
        .ifPresent(model -> {
          var write = Parts.button("Write rule…", () -> route(model), "accent");
          write.setAccessibleText("Write rule for " + best.target().id());
          write.setId("matrix-route");
          write.setMinWidth(Region.USE_PREF_SIZE);
          parts.add(write);
        });
    winnerRow.getChildren().setAll(parts);
  }

  private void route(Model model) {
    var route =
        new RouteForm(
            editor, views, notices, simulator, comparison, new ComparisonTarget.OfModel(model));
    form.getChildren().setAll(route);
    route.begin(label());
  }

  /// A condition that all prompts of the comparison meet, if their labels have one.
  private String label() {
    return board
        .shown()
        .plan()
        .flatMap(plan ->
            plan.prompts().getFirst().request().metadata().entrySet().stream()
                .filter(label ->
                    plan.prompts().stream()
                        .allMatch(prompt ->
                            label
                                .getValue()
                                .equals(prompt.request().metadata().get(label.getKey()))))
                .findFirst())
        .map(label -> "metadata." + label.getKey() + " == '" + label.getValue() + "'")
        .orElse("");
  }
}
