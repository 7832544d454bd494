package io.signalbox.engine.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a file is written: its line ends, its indentation, its brackets and quotes. Immutable.
///
/// @param lineBreak the line end
/// @param step how much deeper a child stands
/// @param spaced whether there are spaces inside brackets
/// @param json whether all texts and keys have double quotes
record Style(String lineBreak, int step, boolean spaced, boolean json) {
  /// The style of the format page.
  static final Style USUAL = new Style("\n", 2, true, false);

  /// Texts that need no quotes, in brackets and out of them.
  private static final Pattern BARE =
      Pattern.compile(
          "[\\p{L}_](?:[\\p{L}\\p{N}_./%+@()-]|:(?=[\\p{L}\\p{N}])| (?=[\\p{L}\\p{N}_]))*");

  private static final Pattern MEASURE = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h|d|%)");

  /// What some reader of YAML takes for something else.
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /// The style of a text.
  static Style of(String text, Yaml root) {
    int brace = opening(text, '{', '}');
    int bracket = brace >= 0 ? brace : opening(text, '[', ']');
    boolean spaced =
        bracket < 0
            || bracket + 1 >= text.length()
            || Character.isWhitespace(text.charAt(bracket + 1));
    boolean json =
        root instanceof Yaml.Mapping mapping
            && mapping.flow()
            && mapping.entries().values().stream()
                .allMatch(entry -> entry.key().form() == Yaml.ScalarForm.DOUBLE);
    return new Style(text.contains("\r\n") ? "\r\n" : "\n", step(text), spaced, json);
  }

  /// The first bracket with something inside it, or -1.
  private static int opening(String text, char open, char close) {
    int at = text.indexOf(open);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == close) {
      at = text.indexOf(open, at + 1);
    }
    return at;
  }

  private static int step(String text) {
    return text.lines()
        .filter(line -> line.startsWith(" ") && !line.isBlank() && !line.strip().startsWith("#"))
        .mapToInt(line -> line.length() - line.stripLeading().length())
        .filter(indent -> indent <= 8)
        .findFirst()
        .orElse(2);
  }

  /// A value within one line.
  String inline(PlainValue value) {
    return switch (value) {
      case PlainValue.Text text -> text(text, Yaml.ScalarForm.PLAIN);
      case PlainValue.Word word -> word.json();
      case PlainValue.Items items ->
          brackets("[", items.items().stream().map(this::inline).toList(), "]");
      case PlainValue.Fields fields -> {
        List<String> entries =
            fields.fields().entrySet().stream()
                .map(entry -> inline(entry.getKey(), entry.getValue()))
                .toList();
        yield brackets("{", entries, "}");
      }
    };
  }

  /// A key and a value within one line.
  String inline(String key, PlainValue value) {
    return key(key) + ": " + inline(value);
  }

  private String brackets(String open, List<String> parts, String close) {
    String space = spaced && !parts.isEmpty() ? " " : "";
    return parts.stream().collect(Collectors.joining(", ", open + space, space + close));
  }

  String key(String key) {
    return !json && key.equals("on")
        ? key
        : text(new PlainValue.Text(key, false), Yaml.ScalarForm.PLAIN);
  }

  /// A text in the form in which one stood there before, if that can be.
  String text(PlainValue.Text text, Yaml.ScalarForm like) {
    String value = text.text();
    boolean printable =
        JsonText.quoted(value).length() == value.length() + 2
            || value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    if (json || like == Yaml.ScalarForm.DOUBLE || !printable) {
      return JsonText.quoted(value);
    }
    boolean single = text.quoted() || like != Yaml.ScalarForm.PLAIN || !isBare(value);
    return single ? "'" + value.replace("'", "''") + "'" : value;
  }

  private static boolean isBare(String value) {
    return MEASURE.matcher(value).matches()
        || (value.length() < 200
            && BARE.matcher(value).matches()
            && !WORDS.contains(value.toLowerCase(Locale.ROOT)));
  }

  /// A key and a value on lines of their own, the first without its indentation.
  ///
  /// @param open whether the value's fields have a line each
  String lines(String key, PlainValue value, int indent, boolean open) {
    return key(key) + ":" + below(value, indent, open);
  }

  /// What follows the colon.
  String below(PlainValue value, int indent, boolean open) {
    String start = lineBreak + " ".repeat(indent + step);
    if (value instanceof PlainValue.Fields fields && open && !fields.fields().isEmpty()) {
      return start + fields(fields, indent + step);
    }
    if (value instanceof PlainValue.Items items && items.holdsFields()) {
      return items.items().stream()
          .map(item -> start + "- " + inline(item))
          .collect(Collectors.joining());
    }
    return " " + inline(value);
  }

  /// Fields on lines of their own, the first without its indentation.
  String fields(PlainValue.Fields fields, int indent) {
    return fields.fields().entrySet().stream()
        .map(entry -> lines(entry.getKey(), entry.getValue(), indent, false))
        .collect(Collectors.joining(lineBreak + " ".repeat(indent)));
  }

  /// A whole file.
  String file(PlainValue.Fields graph) {
    StringBuilder text = new StringBuilder();
    graph
        .fields()
        .forEach((key, value) -> {
          boolean section =
              !(value instanceof PlainValue.Text) && !(value instanceof PlainValue.Word);
          text.append(section ? lineBreak : "");
          text.append(
              value instanceof PlainValue.Fields all
                  ? section(key, all)
                  : lines(key, value, 0, false));
          text.append(lineBreak);
        });
    return text.toString();
  }

  String section(String key, PlainValue.Fields parts) {
    String start = lineBreak + " ".repeat(step);
    boolean open = key.equals("nodes");
    return key(key)
        + ":"
        + parts.fields().entrySet().stream()
            .map(part -> start + lines(part.getKey(), part.getValue(), step, open))
            .collect(Collectors.joining());
  }
}
