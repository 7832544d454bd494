package io.signalbox.engine.graph;

/// An output of a node. Immutable.
///
/// @param slot the field that holds it
/// @param label what the canvas writes beside the port
/// @param to the id of a node or model; empty while it is not connected
public record Exit(Slot slot, String label, String to) {
  /// The field that holds it, below the node: `rules[1].to`, `otherwise`.
  public String path() {
    return slot.path();
  }
}
