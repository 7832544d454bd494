package io.signalbox.app.kit;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Makes a popup look like the window that it belongs to: its scene is another one, and would know
/// nothing of the window's colours.
final class Styles {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private Styles() {}

  /// Gives a scene the style sheets and the look of the place of a node.
  static void copy(Node from, Scene to) {
    Parent root = to.getRoot();
    for (Node each = from; each != null; each = each.getParent()) {
      if (each instanceof Parent parent) {
        parent.getStylesheets().stream()
            .filter(sheet -> !to.getStylesheets().contains(sheet))
            .forEach(to.getStylesheets()::add);
      }
      if (each.getStyleClass().contains("workbench")) {
        if (!root.getStyleClass().contains("workbench")) {
          root.getStyleClass().add("workbench");
        }
        root.pseudoClassStateChanged(DARK, each.getPseudoClassStates().contains(DARK));
      }
    }
  }
}
