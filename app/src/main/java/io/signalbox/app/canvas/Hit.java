package io.signalbox.app.canvas;

/// What lies under the pointer. Immutable.
sealed interface Hit {
  /// The port of an exit, or of one that can be added.
  record Port(Connection lead) implements Hit {}

  /// The end of a wire, where it arrives.
  record End(Connection lead) implements Hit {}

  /// A wire, anywhere else.
  record Line(Connection lead) implements Hit {}

  /// A card.
  record OnCard(String id) implements Hit {}

  /// What a card says of its problems.
  record Mark(String id) implements Hit {}

  /// The title of a frame, or any part of a note.
  record Title(int frame) implements Hit {}

  /// The corner by which a frame is resized.
  record Corner(int frame) implements Hit {}

  /// Nothing.
  record Nothing() implements Hit {}
}
