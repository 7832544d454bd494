package io.signalbox.app.kinds;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import java.util.Optional;
import java.util.function.Function;

/// How a kind of node looks on the canvas, in the palette and in lists. Immutable.
///
/// @param kind empty for models and for the card by which requests come in
/// @param style the style class that gives its colour
/// @param letter the key that adds one; empty if there is none
/// @param subtitle one line that says what a node of the kind does
public record NodeFace(
    Optional<NodeKind> kind,
    String style,
    String name,
    String letter,
    Function<Node, String> subtitle) {

  static NodeFace other(String style, String name, String letter) {
    return new NodeFace(Optional.empty(), style, name, letter, node -> "");
  }

  /// A kind that this version can run.
  static <N extends Node> NodeFace of(
      NodeKind kind, String name, String letter, Class<N> type, Function<N, String> subtitle) {
    return new NodeFace(
        Optional.of(kind),
        style(kind),
        name,
        letter,
        node -> type.isInstance(node) ? subtitle.apply(type.cast(node)) : "");
  }

  private static String style(NodeKind kind) {
    return "kind-" + kind.id();
  }
}
