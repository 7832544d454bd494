package io.signalbox.engine.graph;

/// Says what exits are connected to.
@FunctionalInterface
public interface Retarget {
  /// @param slot the exit's field
  /// @param to its target now; empty while it is not connected
  /// @return its target from now on
  String apply(Slot slot, String to);
}
