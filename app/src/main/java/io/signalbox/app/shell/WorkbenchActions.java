package io.signalbox.app.shell;

import io.signalbox.app.compare.ComparePage;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Action;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.welcome.WelcomePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;

/// The window's own actions: editing, showing pages and panes, the look. In the order in which the
/// palette lists them.
record WorkbenchActions(Session session, Appearance appearance) {

  List<Action> starting() {
    return WelcomePage.actions(
        session.editor(), session.providerAccess(), session.notices(), session.views());
  }

  List<Action> comparing() {
    return ComparePage.actions(
        session.editor(), session.comparison(), session.matrixBoard(), session.views());
  }

  List<Action> editing() {
    Editor editor = session.editor();
    return List.of(
        Action.of("edit.undo", "Undo", editor::undo)
            .on("Shortcut+Z")
            .when(editor.undoingProperty().isNotEmpty()),
        Action.of("edit.redo", "Redo", editor::redo)
            .on("Shortcut+Shift+Z")
            .when(editor.redoingProperty().isNotEmpty()));
  }

  /// What shows a pane or a page, or hides it.
  List<Action> showing() {
    Views views = session.views();
    var actions = new ArrayList<Action>();
    for (ToolPane tool : ToolPane.values()) {
      actions.add(Action.of("view." + id(tool), "Show " + tool.words(), () -> views.show(tool)));
    }
    for (PageId page : PageId.values()) {
      actions.add(
          Action.of("go." + id(page), "Go to " + page.words(), () -> views.show(page))
              .on(page.keys()));
    }
    actions.add(toggle("explorer", "explorer", views.explorerProperty()));
    actions.add(toggle("inspector", "inspector", views.inspectorProperty()));
    actions.add(toggle("tools", "bottom panes", views.toolsProperty()));
    return actions;
  }

  private static Action toggle(String id, String words, BooleanProperty open) {
    return Action.of("view.toggle-" + id, "Toggle " + words, () -> open.set(!open.get()));
  }

  List<Action> themes() {
    return Stream.of(Theme.values()).map(this::theme).toList();
  }

  private Action theme(Theme choice) {
    return Action.of(
        "appearance." + id(choice),
        "Appearance: " + choice.words(),
        () -> appearance.choiceProperty().set(choice));
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
