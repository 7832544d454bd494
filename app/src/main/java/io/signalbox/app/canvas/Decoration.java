package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.Wire;

/// What cards and wires show beyond what they are: selected, lit, failing.
interface Decoration {
  void card(String id, Card card);

  void wire(Connection lead, Wire wire);
}
