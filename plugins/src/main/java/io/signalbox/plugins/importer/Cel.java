package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.condition.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Conditions that importers make, as the texts of CEL.
public final class Cel {
  private Cel() {}

  /// A text as CEL writes it.
  public static String text(String text) {
    var out = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean odd = c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000);
        if (odd) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c >= 0xd800 ? 0xfffd : c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /// A list of texts.
  public static String list(List<String> texts) {
    return texts.stream().map(Cel::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /// Whether a signal is one of some texts.
  public static String isOneOf(String signal, List<String> texts) {
    return texts.size() == 1
        ? signal + " == " + text(texts.getFirst())
        : signal + " in " + list(texts);
  }

  /// The condition of a text; empty if it is none that Signalbox takes.
  public static Optional<Condition> condition(String text) {
    return switch (Condition.read(text)) {
      case Condition.Parsed.Ready ready -> Optional.of(ready.condition());
      case Condition.Parsed.Broken broken -> Optional.empty();
    };
  }
}
