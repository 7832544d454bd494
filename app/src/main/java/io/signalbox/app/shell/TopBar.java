package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The bar at the head of the window: open graphs, search, the proxy, what to do.
final class TopBar extends HBox {
  /// @param left menu and tabs
  /// @param pill the proxy's state
  TopBar(List<Node> left, Node pill, Runnable search, Runnable export, Runnable simulate) {
    getStyleClass().add("top-bar");
    Button searching = Parts.button("Search or run a command", search, "search");
    searching.setId("search");
    searching.setMinWidth(Region.USE_PREF_SIZE);
    searching.setGraphic(Parts.label(shortcut(), "keys"));
    searching.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    Button exporting = Parts.button("Export…", export, "quiet");
    exporting.setMinWidth(Region.USE_PREF_SIZE);
    Button simulating = Parts.button("Simulate", simulate, "accent");
    simulating.setId("simulate");
    simulating.setGraphic(new FontIcon(MaterialDesignP.PLAY_OUTLINE));
    simulating.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(left);
    getChildren().addAll(Parts.spring(), searching, pill, exporting, simulating);
  }

  private static String shortcut() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    return mac ? "⌘ K" : "Ctrl K";
  }
}
