package io.signalbox.app.settings;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What can be done by keys.
final class ShortcutTable extends VBox {
  private final Supplier<List<Action>> actions;
  private final GridPane grid = new GridPane(12, 6);

  ShortcutTable(Supplier<List<Action>> actions) {
    super(12);
    this.actions = actions;
    getStyleClass().add("page-box");
    var words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    var where = new ColumnConstraints(160);
    var keys = new ColumnConstraints(170);
    grid.getColumnConstraints().setAll(words, where, keys);
    getChildren().addAll(Parts.sectionHead("Keyboard shortcuts"), grid);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            fill();
          }
        });
    fill();
  }

  private void fill() {
    grid.getChildren().clear();
    int row = 0;
    for (Action action : sorted(actions.get())) {
      Label keys = Parts.label(action.shownKeys(), "mono", "shortcut");
      Label where = Parts.label(action.local() ? "in focused pane" : "", "second");
      grid.addRow(row++, Parts.label(action.words()), where, keys);
    }
  }

  /// Those that have keys, by their groups.
  static List<Action> sorted(List<Action> all) {
    return all.stream()
        .filter(action -> !action.keys().isEmpty())
        .sorted(Comparator.comparing(Action::group))
        .toList();
  }
}
