package io.signalbox.app.shell;

import io.signalbox.app.export.ExportPane;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.app.simulate.SimulatePane;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// The panes below the canvas, as tabs.
final class ToolWindow extends TabPane {
  private final Tab simulate;
  private final Tab problems;
  private final Tab export;

  ToolWindow(Session session, SimulatePane simulatePane) {
    export = new Tab("Export", new ExportPane(session));
    getStyleClass().add("tool-window");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setMinHeight(120);
    simulate = new Tab("Simulate", simulatePane);
    problems = new Tab("Problems", new ProblemsPane(session));
    Label count = Parts.label("", "tab-count");
    count
        .textProperty()
        .bind(session.documentProperty().map(each -> String.valueOf(each.problems().size())));
    count
        .visibleProperty()
        .bind(session.documentProperty().map(each -> !each.problems().isEmpty()));
    count.managedProperty().bind(count.visibleProperty());
    problems.setGraphic(count);
    getTabs().addAll(simulate, export, problems);
  }

  void showSimulate() {
    getSelectionModel().select(simulate);
  }

  void showExport() {
    getSelectionModel().select(export);
  }

  void showProblems() {
    getSelectionModel().select(problems);
  }
}
