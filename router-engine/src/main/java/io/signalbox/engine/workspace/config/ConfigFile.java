package io.signalbox.engine.workspace.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Another program's configuration as it was read. Immutable, safe for threads.
///
/// @param name the file's name, as people see it
/// @param root all that it says
/// @param comments its comments by line, from 1, without their signs; of what may be a key only
///   that there was one
public record ConfigFile(
    String name, Syntax syntax, ConfigValue root, SortedMap<Integer, String> comments) {
  public ConfigFile {
    comments = Collections.unmodifiableSortedMap(new TreeMap<>(comments));
  }

  /// How a file is written.
  public enum Syntax {
    YAML,
    JSON,
    TOML,
    /// An object within a program in JavaScript or TypeScript.
    SCRIPT
  }

  /// The comment at a value: the lines right above it, and what stands behind it.
  public String commentAt(ConfigValue value) {
    var lines = new ArrayList<String>();
    for (int line = value.line() - 1; comments.containsKey(line); line--) {
      lines.addFirst(comments.getOrDefault(line, ""));
    }
    lines.add(comments.getOrDefault(value.line(), ""));
    return joined(lines);
  }

  /// The comment before everything else.
  public String heading() {
    return joined(List.copyOf(comments.headMap(root.line()).values()));
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines.stream().filter(each -> !each.isBlank()).toList());
  }
}
