package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import io.signalbox.app.state.Views;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/// The places of the window, one above the other.
final class NavigationRail extends VBox {
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

  NavigationRail(Views views, Appearance appearance) {
    getStyleClass().add("rail");
    for (PageId place : PageId.values()) {
      getChildren().add(button(views, place));
    }
    getChildren().addAll(spring(), menu(appearance));
  }

  private static Button button(Views views, PageId place) {
    Button button = Parts.iconButton(icon(place), place.words(), () -> views.show(place));
    button.getStyleClass().add("rail-place");
    button.setId("go-" + place.name().toLowerCase(java.util.Locale.ROOT));
    views
        .placeProperty()
        .addListener((o, before, now) -> button.pseudoClassStateChanged(OPEN, now == place));
    button.pseudoClassStateChanged(OPEN, views.placeProperty().get() == place);
    return button;
  }

  private static Ikon icon(PageId place) {
    return switch (place) {
      case WELCOME -> MaterialDesignH.HOME_OUTLINE;
      case GRAPH -> MaterialDesignF.FILE_TREE_OUTLINE;
      case MODELS -> MaterialDesignK.KEY_OUTLINE;
      case CONFORM -> MaterialDesignC.CLIPBOARD_CHECK_OUTLINE;
      case TRAFFIC -> MaterialDesignP.PULSE;
      case EXPERIMENTS -> MaterialDesignF.FLASK_OUTLINE;
      case COMPARE -> MaterialDesignV.VIEW_COLUMN_OUTLINE;
      case CONNECT -> MaterialDesignS.SWAP_HORIZONTAL;
      case EXPORT -> MaterialDesignE.EXPORT_VARIANT;
      case SETTINGS -> MaterialDesignC.COG_OUTLINE;
      case HELP -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
    };
  }

  private static Region spring() {
    var spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    return spring;
  }

  private static MenuButton menu(Appearance appearance) {
    var menu = new MenuButton();
    menu.setGraphic(new FontIcon(MaterialDesignT.THEME_LIGHT_DARK));
    menu.getStyleClass().addAll("rail-place", "icon-only", "no-arrow");
    Parts.tip(menu, "Theme");
    menu.setAccessibleText("Theme");
    menu.setPopupSide(javafx.geometry.Side.RIGHT);
    var group = new ToggleGroup();
    for (Theme choice : Theme.values()) {
      var item = new RadioMenuItem(choice.words());
      item.setToggleGroup(group);
      item.setSelected(appearance.choiceProperty().get() == choice);
      item.setOnAction(e -> appearance.choiceProperty().set(choice));
      appearance.choiceProperty().addListener((o, before, now) -> item.setSelected(now == choice));
      menu.getItems().add(item);
    }
    return menu;
  }
}
