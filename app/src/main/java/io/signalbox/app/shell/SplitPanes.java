package io.signalbox.app.shell;

import io.signalbox.app.state.PersistedState;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// Panes beside each other with bars between them; one grows with the window, the others keep their
/// size and can be closed. The sizes that the user gives them are remembered.
final class SplitPanes extends SplitPane {
  private final PersistedState memory;
  private final List<Part> parts = new ArrayList<>();
  private boolean placed;

  /// A pane and whether it is open.
  ///
  /// @param name under which its size is remembered; empty for the one that grows
  private record Part(String name, Region pane, double usual, BooleanProperty open) {
    boolean grows() {
      return name.isEmpty();
    }
  }

  SplitPanes(Orientation orientation, PersistedState memory) {
    this.memory = memory;
    setOrientation(orientation);
    getStyleClass().add("panes");
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
  }

  /// Adds the pane that grows.
  void grow(Region pane) {
    parts.add(new Part("", pane, 0, new SimpleBooleanProperty(true)));
    arrange();
  }

  /// Adds a pane that keeps its size.
  ///
  /// @param name under which its size is remembered
  /// @param usual its size until the user gives it another
  /// @param open whether it is open
  void keep(String name, Region pane, double usual, BooleanProperty open) {
    SplitPane.setResizableWithParent(pane, false);
    var part = new Part(name, pane, usual, open);
    if (getOrientation() == Orientation.HORIZONTAL) {
      pane.setPrefWidth(size(part));
    } else {
      pane.setPrefHeight(size(part));
    }
    parts.add(part);
    open.addListener((o, before, now) -> arrange());
    arrange();
  }

  /// Gives each pane its usual size.
  void reset() {
    parts.stream()
        .filter(part -> !part.grows())
        .forEach(part -> memory.put("pane." + part.name(), part.usual()));
    arrange();
  }

  private double size(Part part) {
    return memory.state().number("pane." + part.name()).orElse(part.usual());
  }

  private void released(MouseEvent event) {
    for (Node at = event.getTarget() instanceof Node node ? node : this;
        at != this && at != null;
        at = at.getParent()) {
      if (at.getStyleClass().contains("split-pane-divider") && at.getParent() == this) {
        remember();
        return;
      }
    }
  }

  private void remember() {
    boolean across = getOrientation() == Orientation.HORIZONTAL;
    parts.stream()
        .filter(part -> !part.grows() && part.open().get())
        .forEach(part -> {
          double size = across ? part.pane().getWidth() : part.pane().getHeight();
          if (size >= 1) {
            memory.put("pane." + part.name(), Math.rint(size));
          }
        });
  }

  private void arrange() {
    List<Node> shown =
        parts.stream().filter(part -> part.open().get()).<Node>map(Part::pane).toList();
    getItems().setAll(shown);
    placed = false;
    requestLayout();
  }

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
    while (grows < open.size() && !open.get(grows).grows()) {
      before += size(open.get(grows));
      setDividerPosition(grows++, before / length());
    }
    double after = length();
    for (int i = open.size() - 1; i > grows; i--) {
      after -= size(open.get(i));
      setDividerPosition(i - 1, after / length());
    }
  }
}
