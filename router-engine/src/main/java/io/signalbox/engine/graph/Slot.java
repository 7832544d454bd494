package io.signalbox.engine.graph;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The field of a node that holds the id of what an exit leads to. Immutable.
public sealed interface Slot {
  /// A field of its own: `otherwise`.
  record Field(String key) implements Slot {}

  /// An item of a list of ids: `to[2]`.
  ///
  /// @param index from 0
  record Item(String list, int index) implements Slot {}

  /// A field of an item: `rules[1].to`.
  ///
  /// @param index from 0
  record ItemField(String list, int index, String key) implements Slot {}

  /// Reads what [#path] writes.
  static Optional<Slot> read(String path) {
    Matcher found = SlotText.FORM.matcher(path);
    if (!found.matches()) {
      return Optional.empty();
    }
    String index = found.group(2);
    String key = found.group(3);
    if (index == null) {
      return Optional.of(new Field(found.group(1)));
    }
    int at = Integer.parseInt(index);
    return Optional.of(
        key == null ? new Item(found.group(1), at) : new ItemField(found.group(1), at, key));
  }

  /// As files, messages and scripts write it.
  default String path() {
    return switch (this) {
      case Field field -> field.key;
      case Item item -> item.list + "[" + item.index + "]";
      case ItemField field -> field.list + "[" + field.index + "]." + field.key;
    };
  }

  /// How a slot is written.
  final class SlotText {
    private static final Pattern FORM =
        Pattern.compile("([a-z_]+)(?:\\[(\\d{1,6})\\](?:\\.([a-z_]+))?)?");

    private SlotText() {}
  }
}
