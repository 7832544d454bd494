package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// The places of the window, one above the other; each opens or closes a pane.
final class Rail extends VBox {
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

  Rail() {
    getStyleClass().add("rail");
  }

  /// Adds a place.
  ///
  /// @param open whether its pane can be seen
  void place(Ikon icon, String words, ObservableBooleanValue open, Runnable toggle) {
    Button button = Parts.iconButton(icon, words, toggle);
    button.getStyleClass().add("rail-place");
    open.addListener((o, before, now) -> button.pseudoClassStateChanged(OPEN, now));
    button.pseudoClassStateChanged(OPEN, open.get());
    getChildren().add(button);
  }

  /// Adds the choice of light and dark at the foot.
  void appearance(Appearance appearance) {
    var spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    var menu = new MenuButton();
    menu.setGraphic(new FontIcon(MaterialDesignT.THEME_LIGHT_DARK));
    menu.getStyleClass().addAll("rail-place", "icon-only", "no-arrow");
    menu.setTooltip(new Tooltip("Light or dark"));
    menu.setAccessibleText("Light or dark");
    menu.setPopupSide(javafx.geometry.Side.RIGHT);
    var group = new ToggleGroup();
    for (Appearance.Choice choice : Appearance.Choice.values()) {
      var item = new RadioMenuItem(choice.words());
      item.setToggleGroup(group);
      item.setSelected(appearance.choiceProperty().get() == choice);
      item.setOnAction(e -> appearance.choiceProperty().set(choice));
      menu.getItems().add(item);
    }
    getChildren().addAll(spring, menu);
  }
}
