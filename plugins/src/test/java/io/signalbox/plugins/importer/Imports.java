package io.signalbox.plugins.importer;

import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.plugin.Plugins;
import java.util.Optional;

/** What tests of importers share. */
final class Imports {
  static final Plugins PLUGINS = Plugins.find();

  private Imports() {}

  static GraphImport.ImportOutcome read(String name, String text) {
    return new GraphImport(PLUGINS).read(name, text, Optional.empty());
  }

  static GraphImport.Imported imported(String name, String text) {
    return switch (read(name, text)) {
      case GraphImport.Imported imported -> imported;
      case GraphImport.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  static String refused(String name, String text) {
    return switch (read(name, text)) {
      case GraphImport.Imported imported -> throw new AssertionError(imported.text());
      case GraphImport.Refused refused -> refused.why();
    };
  }

  /** Rows as people read them, for golden files. */
  static String rows(GraphImport.Imported imported) {
    var rows = new StringBuilder();
    imported
        .findings()
        .forEach(each ->
            rows.append(
                "%d %s %s%s%n"
                    .formatted(
                        each.line(),
                        each.grade().id(),
                        each.path(),
                        each.reason().isEmpty() ? "" : ": " + each.reason())));
    return rows.toString();
  }
}
