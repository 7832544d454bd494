package io.signalbox.engine.workspace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// Reads TOML 1.0 into tables with the place of each value; dates are texts. For one thread, for
/// one text.
final class TomlReader {
  private static final int MOST_DEPTH = 60;

  private final TomlText text;
  private final IntUnaryOperator lines;
  private final Table root = new Table(0);
  private final SortedMap<Integer, String> comments = new TreeMap<>();

  /// A part of a document.
  sealed interface Part {
    int start();
  }

  /// Values by key.
  record Table(int start, SequencedMap<String, Part> parts) implements Part {
    Table(int start) {
      this(start, new LinkedHashMap<>());
    }
  }

  /// Values in order.
  record Listing(int start, List<Part> items) implements Part {}

  /// A value without parts.
  ///
  /// @param plain whether it is a number, a truth value or a date
  record Word(int start, String text, boolean plain) implements Part {}

  private TomlReader(String text, IntUnaryOperator lines) {
    this.text = new TomlText(text);
    this.lines = lines;
  }

  /// A document.
  ///
  /// @param comments by line
  record Read(Table root, SortedMap<Integer, String> comments) {}

  /// @throws MalformedTextException where it is none
  static Read read(String text, IntUnaryOperator lines) {
    var reader = new TomlReader(text, lines);
    reader.document();
    return new Read(reader.root, reader.comments);
  }

  private void document() {
    Table here = root;
    for (blank(true); !text.isAtEnd(); blank(true)) {
      if (text.peek() == '[') {
        here = header();
      } else {
        entry(here, 0);
      }
      blank(false);
      if (!text.isAtEnd() && text.peek() != '\n') {
        throw text.malformed("a line has one key or one table");
      }
    }
  }

  /// Blanks and comments.
  ///
  /// @param breaks whether line breaks, too
  private void blank(boolean breaks) {
    while (!text.isAtEnd()) {
      char c = text.peek();
      if (c == '#') {
        int at = text.at();
        comments.put(lines.applyAsInt(at), text.restOfLine());
      } else if (c == ' ' || c == '\t' || c == '\r' || (breaks && c == '\n')) {
        text.skip();
      } else {
        return;
      }
    }
  }

  private Table header() {
    int start = text.at();
    text.skip();
    boolean many = text.skipIf('[');
    List<String> keys = keys();
    text.expect(']');
    if (many) {
      text.expect(']');
    }
    Table above = below(root, keys.subList(0, keys.size() - 1), start);
    return many
        ? appended(above, keys.getLast(), start)
        : below(above, List.of(keys.getLast()), start);
  }

  private Table appended(Table above, String key, int start) {
    Part there = above.parts().computeIfAbsent(key, each -> new Listing(start, new ArrayList<>()));
    if (!(there instanceof Listing listing)) {
      throw text.malformed("this is no list of tables");
    }
    var table = new Table(start);
    listing.items().add(table);
    return table;
  }

  /// The table below another; of a list of tables the last one.
  private Table below(Table above, List<String> keys, int start) {
    Table table = above;
    for (String key : keys) {
      Part part = table.parts().computeIfAbsent(key, each -> new Table(start));
      if (part instanceof Listing listing && !listing.items().isEmpty()) {
        part = listing.items().getLast();
      }
      if (!(part instanceof Table next)) {
        throw text.malformed("this is a value and no table");
      }
      table = next;
    }
    return table;
  }

  private void entry(Table table, int depth) {
    int start = text.at();
    List<String> keys = keys();
    text.expect('=');
    blank(false);
    Table above = below(table, keys.subList(0, keys.size() - 1), start);
    Part value = value(start, depth);
    if (above.parts().putIfAbsent(keys.getLast(), value) != null) {
      throw text.malformed("a key stands twice");
    }
  }

  private List<String> keys() {
    var keys = new ArrayList<String>();
    do {
      blank(false);
      keys.add(text.key());
      blank(false);
    } while (text.skipIf('.'));
    if (keys.size() > MOST_DEPTH) {
      throw text.malformed("it is nested more than " + MOST_DEPTH + " levels deep");
    }
    return keys;
  }

  private Part value(int start, int depth) {
    if (depth > MOST_DEPTH) {
      throw text.malformed("it is nested more than " + MOST_DEPTH + " levels deep");
    }
    if (text.isAtEnd()) {
      throw text.malformed("a value is missing");
    }
    return switch (text.peek()) {
      case '"', '\'' -> new Word(start, text.string(), false);
      case '[' -> listing(start, depth);
      case '{' -> inline(start, depth);
      default -> new Word(start, text.word(), true);
    };
  }

  private Listing listing(int start, int depth) {
    var items = new ArrayList<Part>();
    text.skip();
    for (blank(true); !text.skipIf(']'); blank(true)) {
      items.add(value(text.at(), depth + 1));
      blank(true);
      if (!text.skipIf(',')) {
        text.expect(']');
        break;
      }
    }
    return new Listing(start, items);
  }

  private Table inline(int start, int depth) {
    var table = new Table(start);
    text.skip();
    for (blank(true); !text.skipIf('}'); blank(true)) {
      entry(table, depth + 1);
      blank(true);
      if (!text.skipIf(',')) {
        text.expect('}');
        break;
      }
    }
    return table;
  }

  /// The document as values with paths and lines.
  static ConfigValue valueOf(Table root, IntUnaryOperator lines, HiddenTexts hidden) {
    return new Values(lines, hidden).value(root, "", "");
  }

  /// @param hidden gets the literal keys
  private record Values(IntUnaryOperator lines, HiddenTexts hidden) {
    private ConfigValue value(Part part, String path, String name) {
      int line = lines.applyAsInt(part.start());
      return switch (part) {
        case Word word -> ConfigTree.scalar(path, name, line, word.text(), word.plain(), hidden);
        case Listing listing -> {
          var items = new ArrayList<ConfigValue>();
          for (Part item : listing.items()) {
            items.add(value(item, path + "[" + items.size() + "]", name));
          }
          yield new ConfigValue.Items(path, line, List.copyOf(items));
        }
        case Table table -> {
          var fields = new LinkedHashMap<String, ConfigValue>();
          for (Map.Entry<String, Part> each : table.parts().entrySet()) {
            String at = ConfigTree.below(path, each.getKey());
            fields.put(each.getKey(), value(each.getValue(), at, each.getKey()));
          }
          yield new ConfigValue.Fields(path, line, fields);
        }
      };
    }
  }
}
