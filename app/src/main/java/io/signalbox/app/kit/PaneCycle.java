package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Goes from pane to pane by a key, each with what had the focus there last. Panes are the parts of
/// the window that have the style class [#PANE], in the order in which they stand. For the UI
/// thread.
public final class PaneCycle {
  /// The style class of a pane.
  public static final String PANE = "focus-pane";

  private final Parent root;
  private final Map<Node, Node> last = new WeakHashMap<>();

  /// Cycles through what is below a part.
  public PaneCycle(Parent root) {
    this.root = root;
  }

  /// Makes a part a pane.
  public static <N extends Node> N pane(N part) {
    part.getStyleClass().add(PANE);
    return part;
  }

  /// Goes to the next pane that can take the focus.
  ///
  /// @param by 1, or -1 for the one before
  public void go(int by) {
    List<Node> panes = panes();
    Optional<Node> owner = Optional.ofNullable(root.getScene()).map(Scene::getFocusOwner);
    int at = owner.map(node -> place(node, panes)).orElse(-1);
    owner.filter(node -> at >= 0).ifPresent(node -> last.put(panes.get(at), node));
    for (int i = 1; i <= panes.size(); i++) {
      int next = Math.floorMod((at < 0 && by < 0 ? 0 : at) + by * i, panes.size());
      if (isEntered(panes.get(next))) {
        return;
      }
    }
  }

  private boolean isEntered(Node pane) {
    Optional<Node> target =
        Optional.ofNullable(last.get(pane)).filter(PaneCycle::isUsable).or(() -> first(pane));
    target.ifPresent(Node::requestFocus);
    return target.isPresent();
  }

  private static int place(Node node, List<Node> panes) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (panes.contains(each)) {
        return panes.indexOf(each);
      }
    }
    return -1;
  }

  private List<Node> panes() {
    var panes = new ArrayList<Node>();
    collect(root, panes);
    return panes;
  }

  private static void collect(Node part, List<Node> panes) {
    if (!part.isVisible()) {
      return;
    }
    if (part.getStyleClass().contains(PANE)) {
      panes.add(part);
    } else if (part instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, panes));
    }
  }

  private static Optional<Node> first(Node part) {
    if (!part.isVisible() || part.isDisabled()) {
      return Optional.empty();
    }
    if (part.isFocusTraversable()) {
      return Optional.of(part);
    }
    return part instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child).stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean isUsable(Node part) {
    boolean seen = part.getScene() != null && !part.isDisabled();
    for (Node each = part; each != null && seen; each = each.getParent()) {
      seen = each.isVisible();
    }
    return seen;
  }
}
