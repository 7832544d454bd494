package io.signalbox.engine.graph;

import java.util.Optional;

/// What a person says of a node or a model; it never changes a decision. Immutable.
///
/// @param name shown instead of the id
/// @param at the place on the canvas; empty: laid out automatically
/// @param note a comment that the canvas shows
public record About(Optional<String> name, Optional<CanvasPoint> at, Optional<String> note) {
  /// Nothing is said.
  public static final About NOTHING =
      new About(Optional.empty(), Optional.empty(), Optional.empty());

  /// A place on the canvas, in canvas units from the upper left.
  public record CanvasPoint(double x, double y) {}

  /// Only a name.
  public static About named(String name) {
    return new About(Optional.of(name), Optional.empty(), Optional.empty());
  }

  /// The same at another place.
  public About movedTo(CanvasPoint place) {
    return new About(name, Optional.of(place), note);
  }
}
