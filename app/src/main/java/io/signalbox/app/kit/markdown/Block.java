package io.signalbox.app.kit.markdown;

import java.util.List;

/// A part of a document that stands on lines of its own. Immutable.
public sealed interface Block {
  /// A head.
  ///
  /// @param level 1 for the document's
  record Head(int level, String text) implements Block {}

  /// Words that flow.
  record Words(String text) implements Block {}

  /// An item of a list.
  ///
  /// @param mark what stands before it
  /// @param depth how many items it is below
  record Item(String mark, int depth, String text) implements Block {}

  /// Lines as they are.
  record Code(String text) implements Block {}

  /// Rows of cells, the first of them the heads.
  record Table(List<List<String>> rows) implements Block {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
