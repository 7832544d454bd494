package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
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
  private final Map<ToolPane, Tab> tabs = new EnumMap<>(ToolPane.class);

  ToolWindow(Session session) {
    this.session = session;
    getStyleClass().add("tool-window");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setMinHeight(120);
    getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            session.views().toolProperty().set((ToolPane) now.getUserData());
          }
        });
    session.views().toolProperty().addListener((o, before, now) -> show(now));
  }

  /// Adds a pane.
  ToolWindow with(ToolPane tool, Region pane) {
    var tab = new Tab(tool.words(), pane);
    tab.setUserData(tool);
    tabs.put(tool, tab);
    ToolPane before = session.views().toolProperty().get();
    getTabs().add(tab);
    session.views().toolProperty().set(before);
    show(before);
    if (tool == ToolPane.PROBLEMS) {
      count(tab, session.editor().documentProperty().map(each -> each.objections().size()));
    } else if (tool == ToolPane.TESTS) {
      count(tab, session.tests().testsProperty().map(each -> each.failed().size()));
    }
    return this;
  }

  private void show(ToolPane tool) {
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
    Parts.show(badge, String.valueOf(number));
    tab.setGraphic(number > 0 ? badge : null);
  }
}
