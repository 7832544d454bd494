package io.signalbox.engine.graph;

import java.util.Optional;

/// A frame on the canvas around what belongs together; without a name, a note that stands by
/// itself. It never changes a decision. Immutable.
///
/// @param name its title
/// @param note what it says
/// @param at its upper left corner
/// @param size how large it is
public record Frame(Optional<String> name, Optional<String> note, About.CanvasPoint at, Size size) {

  /// A width and a height in canvas units, neither below 0.
  public record Size(double width, double height) {}

  /// A frame with a title.
  public static Frame named(String name, About.CanvasPoint at, Size size) {
    return new Frame(Optional.of(name), Optional.empty(), at, size);
  }

  /// A note that stands by itself.
  public static Frame noting(String note, About.CanvasPoint at, Size size) {
    return new Frame(Optional.empty(), Optional.of(note), at, size);
  }

  /// The same at another place.
  public Frame movedTo(About.CanvasPoint place) {
    return new Frame(name, note, place, size);
  }

  /// The same in another size.
  public Frame sized(Size other) {
    return new Frame(name, note, at, other);
  }
}
