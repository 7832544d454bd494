package io.signalbox.engine.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the single JSON values that a rewrite node sets. The graph's reader has checked them.
final class JsonScalar {
  private static final Pattern NAME =
      Pattern.compile("\"name\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*+\")");

  private JsonScalar() {}

  /// A text without its quotes; anything else as it is written.
  static String text(String json) {
    if (!json.startsWith("\"")) {
      return json;
    }
    var text = new StringBuilder();
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (json.charAt(i + 1) == 'u') {
        text.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        text.append(escaped(json.charAt(++i)));
      }
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }

  /// A text, or the texts of a list.
  static List<String> texts(String json) {
    if (!json.startsWith("[")) {
      return List.of(text(json));
    }
    var texts = new ArrayList<String>();
    int start = json.indexOf('"');
    while (start >= 0) {
      int end = start + 1;
      while (json.charAt(end) != '"') {
        end += json.charAt(end) == '\\' ? 2 : 1;
      }
      texts.add(text(json.substring(start, end + 1)));
      start = json.indexOf('"', end + 1);
    }
    return texts;
  }

  /// The tool that an object names as the one to be called, as OpenAI or Anthropic write it; empty
  /// if it says anything else.
  static Optional<String> tool(String json) {
    Matcher name = NAME.matcher(json);
    return !json.contains("allowed_tools") && name.find()
        ? Optional.of(text(name.group(1)))
        : Optional.empty();
  }

  static int whole(String json) {
    return new java.math.BigDecimal(json).intValueExact();
  }

  static long wide(String json) {
    return new java.math.BigDecimal(json).longValueExact();
  }

  static double real(String json) {
    return Double.parseDouble(json);
  }
}
