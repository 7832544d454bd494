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
      count(tab, session.editor().documentProperty().map(each -> each.objections().size()));
    } else if (tool == Tool.TESTS) {
      count(tab, session.tests().testsProperty().map(each -> each.failed().size()));
    }
    return this;
  }

  private void show(Tool tool) {
    if (tabs.containsKey(tool)) {
      getSelectionModel().select(tabs.get(tool));
    }
  }

  private static void count(Tab tab, ObservableValue<Integer> number) {
    Label badge = Parts.label("", "tab-count");
    number.addListener((o, before, now) -> mark(tab, badge, now));
    mark(tab, badge, number.getValue());
  }

  /// A tab whose badge was hidden when it was made would never show it.
  private static void mark(Tab tab, Label badge, int number) {
    badge.setText(String.valueOf(number));
    tab.setGraphic(number > 0 ? badge : null);
  }
}
