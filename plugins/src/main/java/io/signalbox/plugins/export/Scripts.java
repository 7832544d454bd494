package io.signalbox.plugins.export;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// Values as text of the targets' languages. Every text is written quoted and in ASCII, so that no
/// name can end its quotes.
final class Scripts {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Scripts() {}

  /// One line of JSON.
  static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  /// JSON in lines, with a line feed at the end.
  static String prettyJson(Object value) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value).replace("\r\n", "\n")
        + "\n";
  }

  /// What a JSON text says; a text that is none is taken as a text.
  static Object parsed(String json) {
    try {
      Object value = JSON.readValue(json, Object.class);
      return Objects.requireNonNullElse(value, NullNode.getInstance());
    } catch (tools.jackson.core.JacksonException e) {
      return json;
    }
  }

  /// YAML in block style; texts are quoted.
  static String yaml(Map<String, ?> value) {
    var out = new StringBuilder();
    block(value, 0, out);
    return out.toString();
  }

  private static void block(Map<?, ?> map, int depth, StringBuilder out) {
    map.forEach((key, value) -> {
      out.repeat(' ', depth).append(key(key.toString())).append(':');
      value(value, depth + 2, out);
    });
  }

  private static void value(Object value, int depth, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('\n');
        block(map, depth, out);
      }
      case List<?> list when list.stream().anyMatch(item -> item instanceof Map) -> {
        out.append('\n');
        list.forEach(item -> item(item, depth, out));
      }
      case null, default -> out.append(' ').append(json(value)).append('\n');
    }
  }

  private static void item(Object item, int depth, StringBuilder out) {
    if (item instanceof Map<?, ?> map && !map.isEmpty()) {
      var inner = new StringBuilder();
      block(map, depth + 2, inner);
      out.repeat(' ', depth).append("- ").append(inner.substring(depth + 2));
    } else {
      out.repeat(' ', depth).append("- ").append(json(item)).append('\n');
    }
  }

  private static String key(String key) {
    return key.matches("[a-z][a-z_]*") ? key : json(key);
  }
}
