package io.signalbox.plugins.export.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// YAML that readers of 1.1 and 1.2 understand alike: block style, each text quoted and in
/// printable ASCII, numbers with all that makes them numbers.
public final class YamlText {
  /// Plain words that are no texts.
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final String escaped;

  private YamlText(String escaped) {
    this.escaped = escaped;
  }

  /// A text that stands in the file as it is, such as the place of a key; nothing that a graph
  /// says.
  public record Raw(String yaml) {}

  /// A text of several lines, printable and without the characters that are escaped, as a block;
  /// the line feed at its end is not part of it.
  public record Lines(List<String> lines) {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /// A text as a value, quoted.
  public static String text(String text) {
    return new YamlText("").quoted(text);
  }

  /// A document.
  public static String of(Map<String, ?> value) {
    return of(value, "");
  }

  /// A document for a program that replaces something in the file before it reads it.
  ///
  /// @param escaped the characters by which it finds what it replaces; none stands in a text
  public static String of(Map<String, ?> value, String escaped) {
    return new YamlText(escaped).document(value);
  }

  private String document(Map<String, ?> value) {
    var out = new StringBuilder();
    block(value, 0, out);
    return out.toString();
  }

  private void block(Map<?, ?> map, int depth, StringBuilder out) {
    map.forEach((key, value) -> {
      out.repeat(' ', depth).append(key(key.toString())).append(':');
      value(value, depth + 2, out);
    });
  }

  private void value(Object value, int depth, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('\n');
        block(map, depth, out);
      }
      case List<?> list when list.stream().anyMatch(item -> item instanceof Map) -> {
        out.append('\n');
        list.forEach(item -> item(item, depth, out));
      }
      case Lines text -> lines(text, depth, out);
      case null, default -> out.append(' ').append(flow(value)).append('\n');
    }
  }

  private static void lines(Lines text, int depth, StringBuilder out) {
    out.append(" |-\n");
    text.lines().forEach(line -> out.repeat(' ', depth).append(line).append('\n'));
  }

  private void item(Object item, int depth, StringBuilder out) {
    if (item instanceof Map<?, ?> map && !map.isEmpty()) {
      var inner = new StringBuilder();
      block(map, depth + 2, inner);
      out.repeat(' ', depth).append("- ").append(inner.substring(depth + 2));
    } else {
      out.repeat(' ', depth).append("- ").append(flow(item)).append('\n');
    }
  }

  private String key(String key) {
    return key.matches("[a-z][A-Za-z_]*(-[a-z]+)*") && !WORDS.contains(key) ? key : quoted(key);
  }

  private String flow(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> quoted(each.getKey().toString()) + ": " + flow(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list -> list.stream().map(this::flow).collect(Collectors.joining(",", "[", "]"));
      case Raw raw -> raw.yaml();
      case Lines text -> quoted(String.join("\n", text.lines()));
      case Double number -> number.toString().replaceFirst("E(?=[0-9])", "E+");
      case null, default -> String.valueOf(value);
    };
  }

  /// A pair of surrogates is one character here; YAML 1.1 knows no pairs.
  private String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints().forEach(c -> add(out, c));
    return out.append('"').toString();
  }

  private void add(StringBuilder out, int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').appendCodePoint(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c >= ' ' && c < 0x7f && escaped.indexOf(c) < 0) {
          out.append((char) c);
        } else {
          out.append(c > 0xffff ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
        }
      }
    }
  }
}
