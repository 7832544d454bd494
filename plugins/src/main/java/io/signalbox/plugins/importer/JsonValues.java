package io.signalbox.plugins.importer;

import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Values of a source as JSON texts, for the parameters of models.
public final class JsonValues {
  private JsonValues() {}

  /// The JSON text; empty if a key is in it.
  public static Optional<String> of(ConfigValue value) {
    return value.leaves().anyMatch(ConfigValue::isSecret)
        ? Optional.empty()
        : Optional.of(written(value));
  }

  private static String written(ConfigValue value) {
    return switch (value) {
      case ConfigValue.Scalar scalar -> scalar(scalar);
      case ConfigValue.Items items ->
          items.items().stream()
              .map(JsonValues::written)
              .collect(Collectors.joining(",", "[", "]"));
      case ConfigValue.Fields fields ->
          fields.fields().entrySet().stream()
              .map(each -> quoted(each.getKey()) + ":" + written(each.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String scalar(ConfigValue.Scalar scalar) {
    return switch (scalar.form()) {
      case TEXT -> quoted(scalar.text());
      case NUMBER -> scalar.asNumber().map(each -> each.toPlainString()).orElse("0");
      case TRUTH -> scalar.text().toLowerCase(Locale.ROOT);
      case NOTHING, SECRET -> "null";
    };
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c) || (c >= 0x7f && c < 0xa0)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
