package io.signalbox.engine.spi;

import java.util.List;

/// An answer as its client was told it, with the ids by which the client may name it in later
/// requests. Immutable.
///
/// @param id the answer's; empty if it has none
/// @param items what it consists of, in order
/// @param byProvider whether its provider says that it keeps it under these ids
public record ToldAnswer(String id, List<ToldItem> items, boolean byProvider) {
  public ToldAnswer {
    items = List.copyOf(items);
  }

  /// An item.
  ///
  /// @param id empty if it has none
  /// @param json the item as JSON text, as it may stand in a request
  public record ToldItem(String id, String json) {}
}
