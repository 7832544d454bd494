package io.signalbox.app.compare;

import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Action;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;

/// What can be done on the page Compare, with one prompt and with a set of them.
record CompareActions(Editor editor, Comparison comparison, MatrixBoard board, Views views) {
  List<Action> all() {
    return Stream.concat(one().stream(), set().stream()).toList();
  }

  private List<Action> one() {
    return List.of(
        shown("compare.run", "Compare: run all", comparison::run).when(idle()),
        Action.of("compare.stop", "Compare: stop all", comparison::stop)
            .when(comparison.runningProperty()),
        shown(
            "compare.blind",
            "Compare: toggle blind mode",
            () -> toggle(comparison.blindProperty())),
        shown(
            "compare.simulate",
            "Compare: toggle simulation",
            () -> toggle(comparison.playedProperty())),
        shown("compare.diff", "Compare: toggle diff", () -> ComparePage.diff(comparison)),
        shown("compare.add-graph", "Compare: add current graph", this::addGraph));
  }

  private List<Action> set() {
    return List.of(
        shown("compare.set", "Compare: toggle prompt set", () -> toggle(board.openProperty())),
        shown("compare.set-run", "Compare: run prompt set", () -> run(false)),
        shown("compare.set-resume", "Compare: resume prompt set", () -> run(true)),
        Action.of("compare.set-stop", "Compare: stop prompt set", board::stop),
        shown("compare.set-new", "Compare: new prompt set", this::begin));
  }

  private BooleanBinding idle() {
    return Bindings.createBooleanBinding(
        () -> !comparison.runningProperty().get() && !comparison.lanes().isEmpty(),
        comparison.runningProperty(),
        comparison.lanes());
  }

  private void addGraph() {
    editor.currentProperty().get().map(ComparisonTarget.OfGraph::new).ifPresent(comparison::add);
  }

  private void run(boolean resume) {
    board.openProperty().set(true);
    board.start(resume);
  }

  private void begin() {
    board.openProperty().set(true);
    board.begin();
  }

  private Action shown(String id, String words, Runnable action) {
    return Action.of(
        id,
        words,
        () -> {
          views.show(PageId.COMPARE);
          action.run();
        });
  }

  private static void toggle(BooleanProperty property) {
    property.set(!property.get());
  }
}
