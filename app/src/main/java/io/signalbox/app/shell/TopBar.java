package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The bar at the head of the window: open graphs, search, the proxy, what to do.
final class TopBar extends HBox {
  TopBar(Session session, Search search, Runnable simulate, Runnable export) {
    getStyleClass().add("top-bar");
    var mark = new Label("Signalbox", new FontIcon(MaterialDesignD.DOCK_LEFT));
    mark.getStyleClass().add("mark");
    mark.setMinWidth(Region.USE_PREF_SIZE);
    Label tab = Parts.label("", "graph-tab");
    tab.setMinWidth(Region.USE_PREF_SIZE);
    tab.textProperty().bind(session.documentProperty().map(each -> each.file()));
    Label keys = Parts.label(shortcut(), "keys");
    keys.setMouseTransparent(true);
    keys.visibleProperty().bind(search.textProperty().isEmpty());
    StackPane.setAlignment(keys, Pos.CENTER_RIGHT);
    var searchBox = new StackPane(search, keys);
    Button exporting = Parts.button("Export…", export, "quiet");
    exporting.setMinWidth(Region.USE_PREF_SIZE);
    Button simulating = Parts.button("Simulate", simulate, "accent");
    simulating.setId("simulate");
    simulating.setGraphic(new FontIcon(MaterialDesignP.PLAY_OUTLINE));
    simulating.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(mark, tab, Parts.spring(), searchBox, proxy(), exporting, simulating);
  }

  private static Label proxy() {
    var dot = new Region();
    dot.getStyleClass().add("proxy-dot");
    var pill = new Label("Proxy off", dot);
    pill.getStyleClass().add("pill");
    pill.setMinWidth(Region.USE_PREF_SIZE);
    pill.setTooltip(new Tooltip("In a terminal, `signalbox serve FILE` opens the proxy."));
    return pill;
  }

  private static String shortcut() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    return mac ? "⌘ K" : "Ctrl K";
  }
}
