package io.signalbox.engine.importing;

import static java.util.stream.Collectors.toSet;

import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.ConfigImporter.SourceField;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sees to it that each field of a file has a finding, and each literal key one that says so.
final class Completeness {
  static final String UNKNOWN = "The importer does not know this field.";
  static final String SECRET =
      "A key, password or token stands in the file and was left out. If a model needs it, replace"
          + " it where it was issued and store the new one with `signalbox keys set NAME`.";

  private Completeness() {}

  /// The findings with those that lack, in the order of the file.
  ///
  /// @param unread what the file says besides its fields; it stands for none of them
  /// @param fields what usually becomes of those that the importer knows
  static List<Finding> of(
      ConfigValue root, List<Finding> findings, List<Finding> unread, FieldTable fields) {
    var all = new ArrayList<Finding>(findings);
    Set<String> known = findings.stream().map(Finding::path).collect(toSet());
    root.leaves()
        .filter(leaf -> !isKnown(leaf.path(), known))
        .map(leaf -> lacking(leaf, fields))
        .forEach(all::add);
    Set<String> told =
        all.stream()
            .filter(each -> each.grade() != Grade.EXACT)
            .map(Finding::path)
            .collect(toSet());
    root.leaves()
        .filter(leaf -> leaf.isSecret() && !told.contains(leaf.path()))
        .forEach(leaf -> all.add(Finding.of(leaf, Grade.MANUAL, SECRET)));
    all.addAll(unread);
    return all.stream().sorted(Comparator.comparingInt(Finding::line)).distinct().toList();
  }

  private static Finding lacking(ConfigValue leaf, FieldTable fields) {
    Optional<SourceField> field = fields.of(leaf.path());
    if (leaf.isSecret()) {
      String more =
          field.filter(each -> each.grade() != Grade.EXACT).map(SourceField::becomes).orElse("");
      return Finding.of(leaf, Grade.MANUAL, (SECRET + " " + more).strip());
    }
    return field
        .map(each -> Finding.of(leaf, each.grade(), each.becomes()))
        .orElseGet(() -> Finding.of(leaf, Grade.UNSUPPORTED, UNKNOWN));
  }

  /// Whether a path or one above it is among those known.
  private static boolean isKnown(String path, Set<String> known) {
    return FieldTable.upwards(path).anyMatch(known::contains);
  }
}
