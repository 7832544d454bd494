package io.signalbox.app.problems;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fixes.Fix;
import io.signalbox.app.fixes.FixContext;
import io.signalbox.app.fixes.Fixes;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// What is wrong with the graph, where, and what mends it.
public final class ProblemsPane extends ScrollPane {
  /// Nobody reads more at once.
  private static final int MOST = 200;

  private final Editor editor;
  private final Views views;
  private final Installation installation;
  private final FixContext fixContext;
  private final VBox list = new VBox();
  private final List<ProblemRow> rows = new ArrayList<>();
  private Optional<Document> shown = Optional.empty();
  private int current = -1;

  public ProblemsPane(
      Editor editor, Views views, Installation installation, FixContext fixContext) {
    this.editor = editor;
    this.views = views;
    this.installation = installation;
    this.fixContext = fixContext;
    getStyleClass().addAll("pane", "problems");
    getStylesheets()
        .add(
            Objects.requireNonNull(ProblemsPane.class.getResource("problems.css"))
                .toExternalForm());
    list.getStyleClass().add("problem-list");
    setContent(list);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(true);
    setAccessibleText("Problems");
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    editor.documentProperty().addListener((o, before, now) -> follow());
    views.toolProperty().addListener((o, before, now) -> follow());
    follow();
  }

  /// What can be done with problems.
  public List<Action> actions() {
    return List.of(
        Action.of("problems.next", "Go to next problem", () -> step(1)).on("F8"),
        Action.of("problems.previous", "Go to previous problem", () -> step(-1)).on("Shift+F8"),
        Action.of("problems.fix", "Apply first fix of problem", this::fix).on("Shortcut+Period"));
  }

  /// A pane that is not in front costs nothing.
  private void follow() {
    Document now = editor.document();
    if (shown.filter(now::equals).isPresent()) {
      return;
    }
    current = -1;
    if (views.toolProperty().get() == ToolPane.PROBLEMS) {
      shown = Optional.of(now);
      show(now);
    }
  }

  private void show(Document document) {
    rows.clear();
    list.getChildren().clear();
    current = -1;
    List<Problem> problems = document.problems();
    problems.stream().limit(MOST).forEach(problem -> rows.add(row(problem, document)));
    list.getChildren().addAll(rows);
    if (problems.isEmpty()) {
      list.getChildren().add(note("No problems found in this graph."));
    } else if (problems.size() > MOST) {
      list.getChildren().add(note((problems.size() - MOST) + " more problems are not shown."));
    }
  }

  private static javafx.scene.control.Label note(String words) {
    return Parts.label(words, "second", "problem-note");
  }

  private ProblemRow row(Problem problem, Document document) {
    List<Fix> fixes = Fixes.of(problem, document, installation);
    var row =
        new ProblemRow(
            problem, Emphasis.of(problem, document.graph()), fixes, fix -> fix.apply(fixContext));
    row.setOnMouseClicked(e -> {
      requestFocus();
      choose(rows.indexOf(row));
      if (e.getClickCount() == 2) {
        open();
      }
    });
    return row;
  }

  private void key(KeyEvent e) {
    if (e.isShortcutDown() || !isFocused()) {
      return;
    }
    switch (e.getCode()) {
      case UP -> choose(current - 1);
      case DOWN -> choose(current + 1);
      case ENTER -> open();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void step(int by) {
    views.show(ToolPane.PROBLEMS);
    if (!rows.isEmpty()) {
      int from = current < 0 && by < 0 ? 0 : current;
      choose(Math.floorMod(from + by, rows.size()));
    }
  }

  /// Selects what a problem is about, and lights its path; the text follows if it is open.
  private void choose(int index) {
    if (rows.isEmpty()) {
      return;
    }
    current = Math.clamp(index, 0, rows.size() - 1);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).current(i == current);
    }
    ProblemRow row = rows.get(current);
    Problem problem = row.problem();
    problem.place().id().filter(editor.document().graph()::has).ifPresent(editor::select);
    problem.at().ifPresent(views::glance);
    light(row);
    scrollTo(row);
  }

  /// Lights the path that a problem is about, but does not end an answer that is under way.
  private void light(ProblemRow row) {
    Simulator simulator = fixContext.simulator();
    if (simulator.runningProperty().get()) {
      return;
    }
    if (simulator.resultProperty().get() instanceof Simulation.Shown) {
      simulator.forget();
    }
    row.fixes().stream()
        .filter(Fix.ShowPath.class::isInstance)
        .findFirst()
        .ifPresent(path -> path.apply(fixContext));
  }

  private void scrollTo(ProblemRow row) {
    Bounds bounds = row.getBoundsInParent();
    double room = list.getHeight() - getViewportBounds().getHeight();
    double top = getVvalue() * Math.max(0, room);
    if (room > 0 && bounds.getMinY() < top) {
      setVvalue(bounds.getMinY() / room);
    } else if (room > 0 && bounds.getMaxY() > top + getViewportBounds().getHeight()) {
      setVvalue((bounds.getMaxY() - getViewportBounds().getHeight()) / room);
    }
  }

  /// Does what the first link of the problem does.
  private void fix() {
    if (current < 0) {
      step(1);
    }
    Optional.of(current)
        .filter(at -> at >= 0 && at < rows.size())
        .flatMap(at -> rows.get(at).fixes().stream().findFirst())
        .ifPresent(first -> first.apply(fixContext));
  }

  /// Opens the text at the problem.
  private void open() {
    Optional.of(current)
        .filter(at -> at >= 0 && at < rows.size())
        .flatMap(at -> rows.get(at).problem().at())
        .ifPresent(views::show);
  }
}
