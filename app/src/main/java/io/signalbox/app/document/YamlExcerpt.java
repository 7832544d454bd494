package io.signalbox.app.document;

import java.util.ArrayList;
import java.util.List;

/// Cuts an entry out of a text in which indentation says what belongs together.
record YamlExcerpt(String text) {

  /// The lines of `section: id:`, moved to the left edge.
  String of(String section, String id) {
    List<String> lines = text.lines().toList();
    int start = find(lines, section, id);
    if (start < 0) {
      return "";
    }
    int indent = indent(lines.get(start));
    var found = new ArrayList<String>();
    found.add(lines.get(start));
    for (int i = start + 1; i < lines.size() && inside(lines.get(i), indent); i++) {
      found.add(lines.get(i));
    }
    while (found.getLast().isBlank()) {
      found.removeLast();
    }
    return String.join(
        "\n", found.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList());
  }

  private static int find(List<String> lines, String section, String id) {
    boolean within = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && indent(line) == 0) {
        within = line.startsWith(section + ":");
      } else if (within && names(line.strip(), id)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean names(String line, String id) {
    return line.startsWith(id + ":")
        || line.startsWith("\"" + id + "\":")
        || line.startsWith("'" + id + "':");
  }

  private static boolean inside(String line, int indent) {
    return line.isBlank() || indent(line) > indent;
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }
}
