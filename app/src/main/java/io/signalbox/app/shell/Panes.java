package io.signalbox.app.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Panes beside each other with bars between them; one grows with the window, the others keep their
/// size and can be closed.
final class Panes extends SplitPane {
  private final List<Part> parts = new ArrayList<>();

  /// A pane and whether it is open.
  private record Part(Region pane, double size, BooleanProperty open) {}

  Panes(Orientation orientation) {
    setOrientation(orientation);
    getStyleClass().add("panes");
  }

  /// Adds the pane that grows.
  void grow(Region pane) {
    parts.add(new Part(pane, 0, new SimpleBooleanProperty(true)));
    arrange();
  }

  /// Adds a pane of this size.
  ///
  /// @param open whether it is open
  void keep(Region pane, double size, BooleanProperty open) {
    SplitPane.setResizableWithParent(pane, false);
    if (getOrientation() == Orientation.HORIZONTAL) {
      pane.setPrefWidth(size);
    } else {
      pane.setPrefHeight(size);
    }
    parts.add(new Part(pane, size, open));
    open.addListener((o, before, now) -> arrange());
    arrange();
  }

  private void arrange() {
    List<Node> shown =
        parts.stream().filter(part -> part.open().get()).<Node>map(Part::pane).toList();
    getItems().setAll(shown);
    placed = false;
    requestLayout();
  }

  private boolean placed;

  @Override
  protected void layoutChildren() {
    if (!placed && length() > 0) {
      placed = true;
      divide();
    }
    super.layoutChildren();
  }

  private double length() {
    return getOrientation() == Orientation.HORIZONTAL ? getWidth() : getHeight();
  }

  /// Puts the bars where each pane has its size.
  private void divide() {
    List<Part> open = parts.stream().filter(part -> part.open().get()).toList();
    double before = 0;
    int grows = 0;
    while (grows < open.size() && open.get(grows).size() > 0) {
      before += open.get(grows).size();
      setDividerPosition(grows++, before / length());
    }
    double after = length();
    for (int i = open.size() - 1; i > grows; i--) {
      after -= open.get(i).size();
      setDividerPosition(i - 1, after / length());
    }
  }
}
