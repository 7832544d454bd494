package io.signalbox.app.settings;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Shortcuts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/// What can be done by keys, and by which. Another key is taken by pressing it.
final class ShortcutTable extends VBox {
  private final Supplier<List<Action>> actions;
  private final Shortcuts shortcuts;
  private final GridPane grid = new GridPane(12, 6);
  private final TextField search = new TextField();
  private final Label told = Parts.label("", "setting-wrong");

  /// @param actions all that can be done, with its usual keys
  ShortcutTable(Supplier<List<Action>> actions, Shortcuts shortcuts) {
    super(12);
    this.actions = actions;
    this.shortcuts = shortcuts;
    getStyleClass().add("page-box");
    var words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    var where = new ColumnConstraints(130);
    var keys = new ColumnConstraints(190);
    var more = new ColumnConstraints(34);
    grid.getColumnConstraints().setAll(words, where, keys, more);
    told.setWrapText(true);
    getChildren().addAll(Parts.sectionHead("Keyboard shortcuts"), head(), told, grid);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            fill();
          }
        });
    shortcuts.chosenProperty().addListener((o, before, now) -> fill());
    fill();
  }

  private HBox head() {
    search.setId("shortcut-search");
    search.setPromptText("Find an action");
    search.setAccessibleText("Find an action");
    search.textProperty().addListener((o, before, now) -> fill());
    Button reset = Parts.button("Reset all shortcuts", shortcuts::resetAll, "quiet");
    reset.setId("shortcuts-reset");
    var row = new HBox(10, search, Parts.spring(), reset);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void fill() {
    grid.getChildren().clear();
    int row = 0;
    for (Action action : wanted()) {
      Label where = Parts.label(action.local() ? "in focused pane" : "", "second");
      grid.addRow(row++, Parts.label(action.words()), where, keys(action), more(action));
    }
  }

  /// Those that have keys, and of the others those that are searched for.
  private List<Action> wanted() {
    String words = search.getText().strip().toLowerCase(Locale.ROOT);
    return actions.get().stream()
        .map(this::chosen)
        .filter(action -> !action.keys().isEmpty() || !words.isEmpty() || isChanged(action))
        .filter(action -> action.words().toLowerCase(Locale.ROOT).contains(words))
        .sorted(Comparator.comparing(Action::group))
        .toList();
  }

  private Action chosen(Action usual) {
    return shortcuts.of(usual.id()).map(usual::by).orElse(usual);
  }

  private boolean isChanged(Action action) {
    return shortcuts.of(action.id()).isPresent();
  }

  private Button keys(Action action) {
    var button = new KeyButton(action, keys -> take(action, keys));
    button.setDisable(isFixed(action));
    return button;
  }

  private Button more(Action action) {
    Button reset =
        Parts.iconButton(
            MaterialDesignR.RESTORE,
            "Reset shortcut, " + action.words(),
            () -> shortcuts.reset(action.id()));
    reset.setId("reset-" + action.id());
    reset.setVisible(isChanged(action));
    return reset;
  }

  /// Some panes look for their own keys themselves.
  private static boolean isFixed(Action action) {
    return (action.local() && !action.group().equals("canvas")) || action.id().equals("canvas.add");
  }

  /// Shift and Shortcut may stand in either order.
  private static boolean isSame(String keys, String others) {
    return !keys.isEmpty()
        && !others.isEmpty()
        && KeyCombination.valueOf(keys).equals(KeyCombination.valueOf(others));
  }

  private void take(Action action, String keys) {
    Optional<Action> taken =
        actions.get().stream()
            .map(this::chosen)
            .filter(each -> isSame(each.keys(), keys))
            .filter(each -> !each.id().equals(action.id()))
            .filter(each -> !each.local() || !action.local() || each.group().equals(action.group()))
            .findFirst();
    Parts.show(
        told,
        taken
            .map(other -> "“" + other.words() + "” has these keys. Choose others for it first.")
            .orElse(""));
    if (taken.isEmpty()) {
      shortcuts.choose(action.id(), keys);
    }
  }
}
