package io.signalbox.plugins.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Reads `providers.txt`. A line without indentation is an id, a line with two spaces before it a
/// word and what it says; empty lines and those that start with `#` are for people.
final class ProviderTable {
  private static final String FILE = "providers.txt";

  private final List<ProviderRow> rows = new ArrayList<>();
  private final HashMap<String, String> words = new HashMap<>();
  private String id = "";

  private ProviderTable() {}

  /// The rows in the program, in the order of the file.
  static List<ProviderRow> shipped() {
    return rows(Shipped.text(FILE));
  }

  /// @throws IllegalArgumentException if a line belongs to no id or stands twice
  static List<ProviderRow> rows(String text) {
    var table = new ProviderTable();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(table::line);
    table.close();
    return List.copyOf(table.rows);
  }

  private void line(String line) {
    if (line.startsWith("  ")) {
      String[] parts = line.strip().split(" +", 2);
      if (id.isEmpty() || parts.length < 2 || words.put(parts[0], parts[1]) != null) {
        throw new IllegalArgumentException(id + " has a wrong line: " + line.strip());
      }
    } else {
      close();
      id = line.strip();
    }
  }

  private void close() {
    if (!id.isEmpty()) {
      rows.add(new ProviderRow(id, words));
      words.clear();
    }
  }
}
