package io.signalbox.engine.workspace.config;

import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes values with paths and lines of what was read, and hides literal keys. For one thread.
final class ConfigTree {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final int LONGEST_NAME = 80;

  /// A name under which every text is a key.
  private static final String SECRET = "(key)";

  /// What headers and variables have to be, beside their name.
  private static final Pattern TEST =
      Pattern.compile("value|(string|exact|prefix|suffix|contains|safe_regex)_match");

  private static final Pattern HEADERS = Pattern.compile("(?i).*headers");

  private final IntUnaryOperator lines;
  private final HiddenTexts hidden;

  /// @param lines the line, from 1, of an offset
  /// @param hidden gets the literal keys
  ConfigTree(IntUnaryOperator lines, HiddenTexts hidden) {
    this.lines = lines;
    this.hidden = hidden;
  }

  ConfigValue of(Yaml root) {
    return of(root, "", "", lines.applyAsInt(root.start()));
  }

  private ConfigValue of(Yaml value, String path, String name, int line) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar(scalar, path, name, line);
      case Yaml.Sequence sequence -> {
        var items = new ArrayList<ConfigValue>();
        for (Yaml item : sequence.items()) {
          String at = path + "[" + items.size() + "]";
          items.add(of(item, at, name, lines.applyAsInt(item.start())));
        }
        yield new ConfigValue.Items(path, line, List.copyOf(items));
      }
      case Yaml.Mapping mapping -> {
        var fields = new LinkedHashMap<String, ConfigValue>();
        String label = label(mapping);
        mapping
            .entries()
            .forEach((key, entry) ->
                fields.put(
                    key,
                    of(
                        entry.value(),
                        below(path, key),
                        meant(key, label, name),
                        lines.applyAsInt(entry.key().start()))));
        yield new ConfigValue.Fields(path, line, fields);
      }
    };
  }

  /// What a pair of a key or name with a value or a test is about; empty if it is no pair.
  private static String label(Yaml.Mapping mapping) {
    var entries = mapping.entries();
    boolean pair =
        entries.containsKey("predicate")
            || entries.keySet().stream().anyMatch(each -> TEST.matcher(each).matches());
    return Stream.of("key", "name")
        .filter(each -> pair)
        .flatMap(each -> Optional.ofNullable(entries.get(each)).stream())
        .map(each -> each.value() instanceof Yaml.Scalar name ? name.text() : "")
        .findFirst()
        .orElse("");
  }

  /// The name that tells whether a value is a key: in a pair it is what the pair is about, below
  /// headers the header's, in an operator what it looks at.
  private static String meant(String key, String label, String above) {
    if (above.equals(SECRET) || key.startsWith("$")) {
      return above;
    }
    boolean test = TEST.matcher(key).matches();
    if (!label.isEmpty() && (test || key.equals("key"))) {
      return test && SecretNames.speaksOfKey(label) ? SECRET : "label";
    }
    return label.isEmpty() && HEADERS.matcher(above).matches() ? header(key, above) : key;
  }

  private static String header(String name, String above) {
    boolean more = name.equals("set") || name.equals("add");
    return more ? above : SecretNames.speaksOfKey(name) ? SECRET : name;
  }

  static String below(String path, String key) {
    String cut = key.length() > LONGEST_NAME ? key.substring(0, LONGEST_NAME) + "…" : key;
    String shown = SecretNames.cleanName(cut);
    if (PLAIN.matcher(shown).matches()) {
      return path.isEmpty() ? shown : path + "." + shown;
    }
    return path + "[\"" + shown.replaceAll("[\\p{Cntrl}\"\\\\]", "?") + "\"]";
  }

  private ConfigValue scalar(Yaml.Scalar scalar, String path, String name, int line) {
    if (scalar.isEmpty()) {
      return new ConfigValue.Scalar(path, line, "", ConfigValue.ScalarKind.NOTHING);
    }
    boolean plain = scalar.form() == Yaml.ScalarForm.PLAIN;
    return scalar(path, name, line, scalar.text(), plain, hidden);
  }

  /// @param plain whether it is written without quotes
  /// @param hidden gets the text if it is a key
  static ConfigValue.Scalar scalar(
      String path, String name, int line, String text, boolean plain, HiddenTexts hidden) {
    boolean number =
        plain && ConfigValue.NUMBER.matcher(text).matches() && !GraphText.holdsKey(text);
    if (number && !SecretNames.isSecretNumber(name, text)) {
      return new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.NUMBER);
    }
    if (plain && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
      return new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.TRUTH);
    }
    return number || SecretNames.isSecret(name, text)
        ? hidden.hide(path, line, text)
        : new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.TEXT);
  }
}
