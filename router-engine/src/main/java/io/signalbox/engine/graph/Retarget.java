package io.signalbox.engine.graph;

/// Says where exits are to lead.
@FunctionalInterface
public interface Retarget {
  /// @param slot the exit's field
  /// @param to where it leads now; empty while it leads nowhere
  /// @return where it leads from now on
  String apply(Slot slot, String to);
}
