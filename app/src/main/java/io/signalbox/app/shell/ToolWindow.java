package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Region;

/// The panes below the canvas, as tabs.
final class ToolWindow extends TabPane {
  private final Views views;
  private final Map<ToolPane, Tab> tabs = new EnumMap<>(ToolPane.class);

  ToolWindow(Views views) {
    this.views = views;
    getStyleClass().add("tool-window");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setAccessibleText("Panes below the canvas");
    setMinHeight(120);
    getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            views.toolProperty().set((ToolPane) now.getUserData());
          }
        });
    views.toolProperty().addListener((o, before, now) -> show(now));
  }

  /// Adds a pane.
  ToolWindow with(ToolPane tool, Region pane) {
    add(tool, pane);
    return this;
  }

  /// Adds a pane whose tab shows a number, unless that is zero.
  ToolWindow with(ToolPane tool, Region pane, ObservableValue<Integer> number) {
    count(add(tool, pane), number);
    return this;
  }

  /// Adds a pane whose tab is there only while its number is not zero.
  ToolWindow whenAny(ToolPane tool, Region pane, ObservableValue<Integer> number) {
    Tab tab = add(tool, pane);
    count(tab, number);
    Runnable follow =
        () -> {
          if (number.getValue() == 0) {
            getTabs().remove(tab);
          } else if (!getTabs().contains(tab)) {
            getTabs().add(tab);
            show(views.toolProperty().get());
          }
        };
    number.addListener((o, before, now) -> follow.run());
    follow.run();
    return this;
  }

  private Tab add(ToolPane tool, Region pane) {
    var tab = new Tab(tool.words(), pane);
    tab.setUserData(tool);
    tabs.put(tool, tab);
    ToolPane before = views.toolProperty().get();
    getTabs().add(tab);
    views.toolProperty().set(before);
    show(before);
    return tab;
  }

  private void show(ToolPane tool) {
    if (tabs.containsKey(tool) && getTabs().contains(tabs.get(tool))) {
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
