package io.signalbox.plugins.importer;

import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The comments of a source, and which of them stand in a note already. Belongs to one thread.
final class Comments {
  private final ConfigFile file;
  private final Set<Integer> kept = new HashSet<>();
  private OptionalInt left = OptionalInt.empty();

  Comments(ConfigFile file) {
    this.file = file;
  }

  /// What the comments at, behind and within a part say. Those within it that other parts have are
  /// theirs.
  String at(ConfigValue part) {
    List<Integer> lines =
        file.linesAt(part).stream()
            .filter(line -> line <= part.line() || !kept.contains(line))
            .toList();
    kept.addAll(lines);
    return file.said(lines);
  }

  /// What stands before everything else.
  String heading() {
    List<Integer> lines =
        file.headingLines().stream().filter(line -> !kept.contains(line)).toList();
    kept.addAll(lines);
    return file.said(lines);
  }

  /// What nobody has taken, in notes.
  ///
  /// @param longest how many characters a note can have
  /// @param most how many notes there can be
  List<String> others(int longest, int most) {
    var notes = new ArrayList<StringBuilder>();
    int last = -1;
    for (int line : others()) {
      String said = (line == last + 1 ? "\n" : "\n\n") + file.said(List.of(line));
      if (notes.isEmpty() || notes.getLast().length() + said.length() > longest) {
        if (notes.size() == most) {
          left = OptionalInt.of(line);
          break;
        }
        notes.add(new StringBuilder());
      }
      notes.getLast().append(said);
      last = line;
    }
    return notes.stream().map(each -> each.toString().strip()).toList();
  }

  private List<Integer> others() {
    return file.comments().keySet().stream()
        .filter(line -> !kept.contains(line) && !file.said(List.of(line)).isEmpty())
        .toList();
  }

  /// The line from which on they are in no note.
  OptionalInt left() {
    return left;
  }
}
