package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Tool;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Region;

/// The panes below the canvas, as tabs.
final class ToolWindow extends TabPane {
  private final Session session;
  private final Map<Tool, Tab> tabs = new EnumMap<>(Tool.class);

  ToolWindow(Session session) {
    this.session = session;
    getStyleClass().add("tool-window");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setMinHeight(120);
    getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            session.views().toolProperty().set((Tool) now.getUserData());
          }
        });
    session.views().toolProperty().addListener((o, before, now) -> show(now));
  }

  /// Adds a pane.
  ToolWindow with(Tool tool, Region pane) {
    var tab = new Tab(tool.words(), pane);
    tab.setUserData(tool);
    tabs.put(tool, tab);
    Tool before = session.views().toolProperty().get();
    getTabs().add(tab);
    session.views().toolProperty().set(before);
    show(before);
    if (tool == Tool.PROBLEMS) {
      tab.setGraphic(count(session.documentProperty().map(each -> each.problems().size())));
    } else if (tool == Tool.TESTS) {
      tab.setGraphic(count(session.tests().testsProperty().map(each -> each.failed().size())));
    }
    return this;
  }

  private void show(Tool tool) {
    if (tabs.containsKey(tool)) {
      getSelectionModel().select(tabs.get(tool));
    }
  }

  private static Label count(ObservableValue<Integer> number) {
    Label count = Parts.label("", "tab-count");
    count.textProperty().bind(number.map(String::valueOf));
    count.visibleProperty().bind(number.map(each -> each > 0));
    count.managedProperty().bind(count.visibleProperty());
    return count;
  }
}
