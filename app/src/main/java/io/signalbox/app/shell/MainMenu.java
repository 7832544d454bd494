package io.signalbox.app.shell;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// Everything that can be done, by groups, behind the program's name.
final class MainMenu extends MenuButton {
  MainMenu() {
    super("Signalbox", new FontIcon(MaterialDesignD.DOCK_LEFT));
    getStyleClass().addAll("mark", "no-arrow");
    setId("menu");
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText("Main menu");
  }

  /// Offers these.
  void show(List<Action> actions) {
    getItems().setAll(menus(actions));
  }

  /// A menu for each group.
  static List<Menu> menus(List<Action> actions) {
    Map<String, List<Action>> groups =
        actions.stream()
            .collect(Collectors.groupingBy(Action::group, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream().map(each -> menu(each.getKey(), each.getValue())).toList();
  }

  private static Menu menu(String name, List<Action> actions) {
    var menu = Parts.menu(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    actions.forEach(action -> menu.getItems().add(item(action)));
    return menu;
  }

  private static MenuItem item(Action action) {
    // A key that only counts in one pane must not be taken from text fields.
    boolean shown = action.local() && !action.keys().isEmpty();
    var item = Parts.item(action.words() + (shown ? "   (" + action.shownKeys() + ")" : ""));
    item.setMnemonicParsing(false);
    item.disableProperty().bind(javafx.beans.binding.Bindings.not(action.enabled()));
    item.setOnAction(e -> action.fire());
    if (!action.local() && !action.keys().isEmpty()) {
      item.setAccelerator(KeyCombination.valueOf(action.keys()));
    }
    return item;
  }
}
