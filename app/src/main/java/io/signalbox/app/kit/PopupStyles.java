package io.signalbox.app.kit;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;

/// Makes a popup look like the window that it belongs to: its scene is another one, and would know
/// nothing of the window's colours.
public final class PopupStyles {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private PopupStyles() {}

  /// Gives a pane in a popup the style sheets and the look of the place of a node.
  public static void copy(Node from, Parent to) {
    for (Node each = from; each != null; each = each.getParent()) {
      if (each instanceof Parent parent) {
        parent.getStylesheets().stream()
            .filter(sheet -> !to.getStylesheets().contains(sheet))
            .forEach(to.getStylesheets()::add);
      }
      if (each.getStyleClass().contains("workbench")) {
        to.pseudoClassStateChanged(DARK, each.getPseudoClassStates().contains(DARK));
      }
    }
  }
}
