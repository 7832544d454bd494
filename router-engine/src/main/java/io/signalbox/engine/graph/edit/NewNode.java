package io.signalbox.engine.graph.edit;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;

/// New nodes as they are put on the canvas: their exits are not connected yet, their figures are
/// usual ones to begin with.
public final class NewNode {
  private NewNode() {}

  /// A new node.
  ///
  /// @param kind a kind that this version can run
  /// @throws IllegalArgumentException if it cannot
  public static Node of(NodeKind kind, String id) {
    Node nothing =
        kind.format()
            .map(format -> (Node) format.nothing())
            .orElseThrow(() ->
                new IllegalArgumentException("this version cannot run nodes of kind " + kind.id()));
    return nothing.suggested().withId(id);
  }
}
