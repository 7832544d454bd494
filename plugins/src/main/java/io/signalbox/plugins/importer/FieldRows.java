package io.signalbox.plugins.importer;

import io.signalbox.engine.spi.ConfigImporter.SourceField;
import io.signalbox.engine.spi.Grade;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads the table of an importer's fields: a line for each, `grade | paths | what it becomes`,
/// with commas between paths that share a row.
public final class FieldRows {
  private FieldRows() {}

  /// @throws IllegalArgumentException if a line has not three parts
  public static List<SourceField> of(String table) {
    return table
        .lines()
        .filter(line -> !line.isBlank())
        .flatMap(line -> rows(line.split("\\s*\\|\\s*", 3)).stream())
        .toList();
  }

  private static List<SourceField> rows(String... parts) {
    Grade grade = Grade.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
    return Arrays.stream(parts[1].split(",\\s*"))
        .map(path -> new SourceField(path.strip(), grade, parts[2].strip()))
        .toList();
  }
}
