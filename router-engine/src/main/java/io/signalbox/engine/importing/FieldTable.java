package io.signalbox.engine.importing;

import static java.util.stream.Collectors.toSet;

import io.signalbox.engine.spi.ConfigImporter.SourceField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What usually becomes of the fields of a source, by path. For one thread.
final class FieldTable {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");
  private static final Pattern QUOTED = Pattern.compile("\\[\"[^\"]*\"]");

  /// What nests in itself, as targets do, has one row.
  private static final Pattern WITHIN_ITSELF = Pattern.compile("([^.]+\\.)\\1+");

  private final Map<String, SourceField> rows = new HashMap<>();
  private final Map<String, Optional<SourceField>> known = new HashMap<>();

  /// The paths of lists whose items have rows of their own.
  private final Set<String> containers;

  private final String wrapper;

  /// @param wrapper the path of what the importer took out of the file; empty: all of it
  FieldTable(List<SourceField> fields, String wrapper) {
    fields.forEach(field -> rows.put(field.path(), field));
    this.containers =
        rows.keySet().stream()
            .filter(path -> path.contains("[]."))
            .map(path -> path.substring(0, path.lastIndexOf("[].")))
            .collect(toSet());
    this.wrapper = wrapper;
  }

  /// The row of a path, else that of the closest one above it. The row of a list whose items have
  /// rows stands for the list alone.
  Optional<SourceField> of(String path) {
    String plain = QUOTED.matcher(INDEX.matcher(unwrapped(path)).replaceAll("[]")).replaceAll(".*");
    String from = plain.startsWith(".") ? plain.substring(1) : plain;
    String plainly = WITHIN_ITSELF.matcher(from).replaceAll("$1");
    return upwards(plainly)
        .filter(each -> each.equals(plainly) || !containers.contains(each))
        .flatMap(this::row)
        .findFirst();
  }

  private String unwrapped(String path) {
    boolean within = !wrapper.isEmpty() && path.startsWith(wrapper + ".");
    return within ? path.substring(wrapper.length() + 1) : path;
  }

  private Stream<SourceField> row(String path) {
    Optional<SourceField> exact = Optional.ofNullable(rows.get(path));
    return exact.or(() -> known.computeIfAbsent(path, this::alike)).stream();
  }

  /// The row with the fewest stars that a path fits.
  private Optional<SourceField> alike(String path) {
    String[] names = path.split("\\.", -1);
    return rows.values().stream()
        .filter(each -> each.path().indexOf('*') >= 0 && fits(each.path().split("\\."), names))
        .min(Comparator.comparingLong(each -> each.path().chars().filter(c -> c == '*').count()));
  }

  private static boolean fits(String[] row, String[] names) {
    boolean fits = row.length == names.length;
    for (int i = 0; fits && i < row.length; i++) {
      String any = names[i].endsWith("[]") ? "*[]" : "*";
      fits = row[i].equals(names[i]) || row[i].equals(any);
    }
    return fits;
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
