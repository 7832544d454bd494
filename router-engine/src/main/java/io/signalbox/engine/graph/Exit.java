package io.signalbox.engine.graph;

/// An output of a node. Immutable.
///
/// @param slot the field that holds it
/// @param label what the canvas writes beside the port
/// @param to the id of a node or model; empty while it is not connected
/// @param purpose whether it is an alternative to the others
public record Exit(Slot slot, String label, String to, Purpose purpose) {
  /// What an exit is for.
  public enum Purpose {
    /// A request leaves by this one or by another.
    ONWARD,
    /// The model that the node calls for its decision.
    CONSULTED,
    /// Where a copy of the request goes besides.
    COPIED
  }

  /// An exit that is an alternative to the others.
  public Exit(Slot slot, String label, String to) {
    this(slot, label, to, Purpose.ONWARD);
  }

  /// Whether a request goes there besides leaving by another exit.
  public boolean besides() {
    return purpose != Purpose.ONWARD;
  }

  /// The field that holds it, below the node: `rules[1].to`, `otherwise`.
  public String path() {
    return slot.path();
  }
}
