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

  /// An entry of a mapping of labels to ids: `answers.billing`.
  record Entry(String map, String label) implements Slot {
    /// A field of what stands there.
    EntryField field(String key) {
      return new EntryField(map, label, key);
    }
  }

  /// A field of what a mapping has under a label: `classes.code.to`.
  record EntryField(String map, String label, String key) implements Slot {}

  /// The slot at a place below a node; empty if no slot has such a form.
  static Optional<Slot> of(Place field) {
    Optional<String> key = field.key(0);
    return switch (field.segments().size()) {
      case 1 -> key.map(Field::new);
      case 2 -> item(field, key).<Slot>map(each -> each).or(() -> entry(field, key));
      case 3 -> field.key(2).flatMap(last -> below(field, key, last));
      default -> Optional.empty();
    };
  }

  private static Optional<Slot> below(Place field, Optional<String> key, String last) {
    Optional<Slot> inItem = item(field, key).map(each -> each.field(last));
    return inItem.or(() -> entry(field, key).map(each -> each.field(last)));
  }

  private static Optional<Entry> entry(Place field, Optional<String> map) {
    return map.flatMap(name -> field.key(1).map(label -> new Entry(name, label)));
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
      case Entry entry -> entry.map + "." + entry.label;
      case EntryField field -> field.map + "." + field.label + "." + field.key;
      case ItemField field -> field.list + "[" + field.index + "]." + field.key;
    };
  }
}
