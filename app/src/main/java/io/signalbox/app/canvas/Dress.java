package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.Wire;

/// What cards and wires show beyond what they are: selected, lit, failing.
interface Dress {
  void card(String id, Card card);

  void wire(Lead lead, Wire wire);
}
