package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changes of cases, in the text.
final class SuiteSplices {
  /// Texts that mean themselves without quotes.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private static final Pattern OTHER_MEANING =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private SuiteSplices() {}

  static Optional<Yaml> value(Yaml yaml, String key) {
    return yaml instanceof Yaml.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(Yaml.Keyed::value)
        : Optional.empty();
  }

  static void put(Splices splices, Yaml.Mapping expect, SuiteCase.Expect other) {
    other.model().ifPresent(id -> put(splices, expect, "model", word(id)));
    other.path().ifPresent(ids -> put(splices, expect, "path", list(ids)));
    other.attempts().ifPresent(ids -> put(splices, expect, "attempts", list(ids)));
    other.status().ifPresent(status -> put(splices, expect, "status", String.valueOf(status)));
  }

  /// Makes fields in a text say something else; what is the same before and after stays as it is
  /// written, and so does what neither knows.
  static void change(
      Source source,
      Style style,
      Splices splices,
      Yaml.Mapping mapping,
      PlainValue.Fields before,
      PlainValue.Fields after) {
    Elements elements = Elements.of(source, style, splices, mapping);
    var keys = List.copyOf(mapping.entries().keySet());
    var added = new ArrayList<String>();
    for (String key : keys) {
      if (before.get(key).isPresent() && after.get(key).isEmpty()) {
        elements.remove(keys.indexOf(key));
      }
    }
    after
        .fields()
        .forEach((key, value) -> {
          var old = before.get(key);
          if (old.equals(Optional.of(value))) {
            return;
          }
          if (!mapping.entries().containsKey(key)) {
            added.add(style.inline(key, value));
          } else {
            Yaml there = mapping.entries().get(key).value();
            change(source, style, splices, there, old, value);
          }
        });
    elements.finish(added);
  }

  private static void change(
      Source source,
      Style style,
      Splices splices,
      Yaml there,
      Optional<PlainValue> before,
      PlainValue after) {
    if (there instanceof Yaml.Mapping mapping
        && after instanceof PlainValue.Fields fields
        && before.orElse(after) instanceof PlainValue.Fields old) {
      change(source, style, splices, mapping, old, fields);
    } else if (there instanceof Yaml.Scalar scalar && after instanceof PlainValue.Text text) {
      splices.put(there.start(), there.end(), style.text(text, scalar.form()));
    } else {
      splices.put(there.start(), there.end(), style.inline(after));
    }
  }

  private static void put(Splices splices, Yaml.Mapping expect, String key, String written) {
    value(expect, key).ifPresent(old -> splices.put(old.start(), old.end(), written));
  }

  private static String list(List<String> ids) {
    return ids.isEmpty()
        ? "[]"
        : ids.stream().map(SuiteSplices::word).collect(Collectors.joining(", ", "[ ", " ]"));
  }

  private static String word(String id) {
    boolean plain = PLAIN.matcher(id).matches() && !OTHER_MEANING.matcher(id).matches();
    return plain ? id : "'" + id.replace("'", "''") + "'";
  }
}
