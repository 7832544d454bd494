package io.signalbox.engine.workspace;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changes of what a case expects, in the text.
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
