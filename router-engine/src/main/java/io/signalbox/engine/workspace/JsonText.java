package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A part of a YAML text as the JSON text that it means. Numbers keep their digits.
final class JsonText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,40})(\\.\\d{1,40})?([eE][+-]?\\d{1,4})?");

  private JsonText() {}

  static String of(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence -> {
        List<String> items = sequence.items().stream().map(JsonText::of).toList();
        yield "[" + String.join(",", items) + "]";
      }
      case Yaml.Mapping mapping -> mapping(mapping);
    };
  }

  private static String mapping(Yaml.Mapping mapping) {
    List<String> members = new ArrayList<>();
    mapping.entries().forEach((name, entry) -> members.add(quoted(name) + ":" + of(entry.value())));
    return "{" + String.join(",", members) + "}";
  }

  private static String scalar(Yaml.Scalar scalar) {
    if (scalar.form() != Yaml.ScalarForm.PLAIN) {
      return quoted(scalar.text());
    }
    if (scalar.isEmpty()) {
      return "null";
    }
    String text = scalar.text();
    return isWord(text) ? text : quoted(text);
  }

  /// Whether a plain text is a number or a truth value.
  static boolean isWord(String text) {
    return text.equals("true") || text.equals("false") || NUMBER.matcher(text).matches();
  }

  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> json.append(isPlain(c, text, i) ? c : String.format("\\u%04x", (int) c));
      }
    }
    return json.append('"').toString();
  }

  /// Controls, line breaks of other kinds and halves of characters would not be read back.
  private static boolean isPlain(char c, String text, int i) {
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c < 0xFEFF);
  }
}
