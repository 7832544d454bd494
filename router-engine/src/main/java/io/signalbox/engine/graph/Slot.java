package io.signalbox.engine.graph;

import java.util.Optional;
import java.util.OptionalInt;

/// The field of a node that holds the id of an exit's target. Immutable.
public sealed interface Slot {
  /// A field of its own: `otherwise`.
  record Field(String key) implements Slot {}

  /// An item of a list of ids: `to[2]`.
  ///
  /// @param index from 0
  record Item(String list, int index) implements Slot {
    /// A field of the item.
    ItemField field(String key) {
      return new ItemField(list, index, key);
    }
  }

  /// A field of an item: `rules[1].to`.
  ///
  /// @param index from 0
  record ItemField(String list, int index, String key) implements Slot {}

  /// The slot at a place below a node; empty if no slot has such a form.
  static Optional<Slot> of(Place field) {
    Optional<String> key = field.key(0);
    return switch (field.segments().size()) {
      case 1 -> key.map(Field::new);
      case 2 -> item(field, key).map(Slot.class::cast);
      case 3 -> item(field, key).flatMap(list -> field.key(2).map(list::field));
      default -> Optional.empty();
    };
  }

  private static Optional<Item> item(Place field, Optional<String> key) {
    OptionalInt index = field.index(1);
    return key.filter(list -> index.isPresent()).map(list -> new Item(list, index.getAsInt()));
  }

  /// As files, messages and scripts write it.
  default String path() {
    return switch (this) {
      case Field field -> field.key;
      case Item item -> item.list + "[" + item.index + "]";
      case ItemField field -> field.list + "[" + field.index + "]." + field.key;
    };
  }
}
