package io.signalbox.app.shell;

import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableDoubleValue;

/// Closes panes at the sides while the text beside the canvas would leave it too little room, and
/// opens them again with the text's end. What the user opens meanwhile stays open. What is closed
/// this way is remembered as open. For the UI thread.
final class PaneFolding {
  /// A canvas that is narrower cannot be read.
  private static final double LEAST = 520;

  private final Views views;
  private final ObservableDoubleValue width;
  private final DoubleSupplier text;
  private final List<Side> sides;
  private final List<BooleanProperty> folded = new ArrayList<>();

  /// A pane at a side.
  ///
  /// @param width how wide it is while it is open
  record Side(BooleanProperty open, DoubleSupplier width) {
    private double taken() {
      return open.get() ? width.getAsDouble() : 0;
    }
  }

  /// @param width of the whole page
  /// @param text how wide the text is
  /// @param sides the one that is given up first is the first
  PaneFolding(Views views, ObservableDoubleValue width, DoubleSupplier text, List<Side> sides) {
    this.views = views;
    this.width = width;
    this.text = text;
    this.sides = List.copyOf(sides);
    views.textProperty().addListener((o, before, now) -> fold());
    width.addListener((o, before, now) -> fold());
  }

  /// Remembers whether the user wants a pane, from one start to the next.
  void remember(String name, BooleanProperty open, PersistedState memory) {
    memory.state().flag(name).ifPresent(open::set);
    open.addListener((o, before, now) -> memory.put(name, now || folded.contains(open)));
  }

  private void fold() {
    if (!views.textProperty().get()) {
      folded.forEach(open -> open.set(true));
      folded.clear();
      return;
    }
    for (Side side : sides) {
      boolean wanted = folded.contains(side.open()); // opened by the user meanwhile
      if (!wanted && width.get() > 0 && room() < LEAST && side.open().get()) {
        folded.add(side.open());
        side.open().set(false);
      }
    }
  }

  private double room() {
    return width.get() - text.getAsDouble() - sides.stream().mapToDouble(Side::taken).sum();
  }
}
