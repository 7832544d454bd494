package io.signalbox.app.kinds;

import io.signalbox.engine.graph.NodeKind;

/// Something that can be put on the canvas, or that a wire can lead to. Immutable.
public sealed interface PaletteItem {
  /// How people call it.
  String words();

  /// The style class that gives its colour.
  String style();

  /// A new node.
  record NewNode(NodeKind kind) implements PaletteItem {
    @Override
    public String words() {
      return Kinds.of(kind).name();
    }

    @Override
    public String style() {
      return Kinds.of(kind).style();
    }
  }

  /// A provider's model.
  ///
  /// @param provider the provider's id
  /// @param model the provider's name of it
  /// @param words how people call it
  record NewModel(String provider, String model, String words) implements PaletteItem {
    @Override
    public String style() {
      return Kinds.MODEL.style();
    }
  }

  /// A node or model that the graph has.
  record There(String id, String words, String style) implements PaletteItem {}
}
