package io.signalbox.app.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the nodes and models of a text stand, by its indentation: it is known for a broken text
/// too. Immutable.
///
/// @param entries in their order
record Outline(List<Entry> entries) {
  Outline {
    entries = List.copyOf(entries);
  }

  /// A node or model.
  ///
  /// @param section `nodes` or `models`
  /// @param first its first line, from 1
  /// @param last its last line that says something
  record Entry(String section, String id, int first, int last) {}

  /// The outline of a text with `\n` for line breaks.
  static Outline of(String text) {
    var entries = new ArrayList<Entry>();
    String section = "";
    int depth = -1;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int indent = indent(line);
      if (line.isBlank() || line.charAt(indent) == '#') {
        continue;
      }
      if (indent == 0) {
        section = line.startsWith("nodes:") ? "nodes" : line.startsWith("models:") ? "models" : "";
        depth = -1;
      } else if (!section.isEmpty()) {
        depth = depth < 0 ? indent : depth;
        Optional<String> id = indent == depth ? id(line.strip()) : Optional.empty();
        if (id.isPresent()) {
          entries.add(new Entry(section, id.get(), number, number));
        } else if (!entries.isEmpty()) {
          Entry last = entries.removeLast();
          entries.add(new Entry(last.section(), last.id(), last.first(), number));
        }
      }
    }
    return new Outline(entries);
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  private static Optional<String> id(String line) {
    char first = line.charAt(0);
    if (first == '"' || first == '\'') {
      int close = line.indexOf(first, 1);
      return close > 1 && line.startsWith(":", close + 1)
          ? Optional.of(line.substring(1, close))
          : Optional.empty();
    }
    int colon = line.indexOf(':');
    return colon > 0 && !line.startsWith("-")
        ? Optional.of(line.substring(0, colon))
        : Optional.empty();
  }

  /// The node or model that a line, from 1, belongs to.
  Optional<Entry> at(int line) {
    return entries.stream()
        .filter(entry -> entry.first() <= line && line <= entry.last())
        .findFirst();
  }

  /// Where a node or model stands.
  Optional<Entry> of(String section, String id) {
    return entries.stream()
        .filter(entry -> entry.section().equals(section) && entry.id().equals(id))
        .findFirst();
  }
}
