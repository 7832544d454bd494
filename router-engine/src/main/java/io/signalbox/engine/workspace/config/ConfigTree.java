package io.signalbox.engine.workspace.config;

import io.signalbox.engine.workspace.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// Makes values with paths and lines of what was read, and hides literal keys. For one thread.
final class ConfigTree {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final int LONGEST_NAME = 80;

  private final IntUnaryOperator lines;

  /// @param lines the line, from 1, of an offset
  ConfigTree(IntUnaryOperator lines) {
    this.lines = lines;
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
        mapping
            .entries()
            .forEach((key, entry) ->
                fields.put(
                    key,
                    of(
                        entry.value(),
                        below(path, key),
                        key,
                        lines.applyAsInt(entry.key().start()))));
        yield new ConfigValue.Fields(path, line, fields);
      }
    };
  }

  static String below(String path, String key) {
    String cut = key.length() > LONGEST_NAME ? key.substring(0, LONGEST_NAME) + "…" : key;
    String shown = SecretNames.cleanName(cut);
    if (PLAIN.matcher(shown).matches()) {
      return path.isEmpty() ? shown : path + "." + shown;
    }
    return path + "[\"" + shown.replaceAll("[\\p{Cntrl}\"\\\\]", "?") + "\"]";
  }

  private static ConfigValue scalar(Yaml.Scalar scalar, String path, String name, int line) {
    if (scalar.isEmpty()) {
      return new ConfigValue.Scalar(path, line, "", ConfigValue.ScalarKind.NOTHING);
    }
    return scalar(path, name, line, scalar.text(), scalar.form() == Yaml.ScalarForm.PLAIN);
  }

  /// @param plain whether it is written without quotes
  static ConfigValue.Scalar scalar(String path, String name, int line, String text, boolean plain) {
    boolean number = plain && ConfigValue.NUMBER.matcher(text).matches();
    if (number && !SecretNames.isSecretNumber(name, text)) {
      return new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.NUMBER);
    }
    if (plain && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
      return new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.TRUTH);
    }
    return number || SecretNames.isSecret(name, text)
        ? new ConfigValue.Scalar(path, line, "•••", ConfigValue.ScalarKind.SECRET)
        : new ConfigValue.Scalar(path, line, text, ConfigValue.ScalarKind.TEXT);
  }
}
