package io.signalbox.app.kinds;

import io.signalbox.app.state.CarriedItem;

/// All that can be carried from pane to pane.
///
/// @param palette what can be put on the canvas
/// @param examples texts of requests that can become examples of a class
public record CarriedItems(CarriedItem<PaletteItem> palette, CarriedItem<String> examples) {
  /// Nothing is carried yet.
  public CarriedItems() {
    this(new CarriedItem<>(), new CarriedItem<>());
  }
}
