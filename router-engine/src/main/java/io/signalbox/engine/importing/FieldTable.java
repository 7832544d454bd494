package io.signalbox.engine.importing;

import io.signalbox.engine.spi.ConfigImporter.SourceField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What usually becomes of the fields of a source, by path. Immutable.
final class FieldTable {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");
  private static final Pattern QUOTED = Pattern.compile("\\[\"[^\"]*\"]");

  /// What nests in itself, as targets do, has one row.
  private static final Pattern WITHIN_ITSELF = Pattern.compile("([^.]+\\.)\\1+");

  private final Map<String, SourceField> rows = new HashMap<>();

  FieldTable(List<SourceField> fields) {
    fields.forEach(field -> rows.put(field.path(), field));
  }

  /// The row of a path, else that of the closest one above it.
  Optional<SourceField> of(String path) {
    String plain = QUOTED.matcher(INDEX.matcher(path).replaceAll("[]")).replaceAll(".*");
    String from = plain.startsWith(".") ? plain.substring(1) : plain;
    String plainly = WITHIN_ITSELF.matcher(from).replaceAll("$1");
    return upwards(plainly).flatMap(this::row).findFirst().or(() -> wrapped(plainly));
  }

  /// What people wrap a whole configuration in has no rows of its own.
  private Optional<SourceField> wrapped(String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : upwards(path.substring(dot + 1)).flatMap(this::row).findFirst();
  }

  private Stream<SourceField> row(String path) {
    return Stream.of(path, anyName(path))
        .flatMap(each -> Optional.ofNullable(rows.get(each)).stream());
  }

  private static String anyName(String path) {
    int list = path.endsWith("[]") ? path.length() - 2 : path.length();
    int dot = path.lastIndexOf('.', list - 1);
    return path.substring(0, dot + 1) + "*" + path.substring(list);
  }

  /// A path and those above it, the longest first.
  static Stream<String> upwards(String path) {
    return Stream.iterate(path, each -> !each.isEmpty(), FieldTable::above);
  }

  private static String above(String path) {
    int at = path.length() - 1;
    while (at > 0 && path.charAt(at) != '.' && path.charAt(at) != '[') {
      at--;
    }
    return path.substring(0, Math.max(0, at));
  }
}
