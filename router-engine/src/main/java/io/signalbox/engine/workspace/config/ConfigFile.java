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
    /// Directives and blocks in braces.
    NGINX,
    /// An object within a program in JavaScript or TypeScript.
    SCRIPT
  }

  /// The comment at a value: the lines right above it, and what stands behind and within it.
  public String commentAt(ConfigValue value) {
    return said(linesAt(value));
  }

  /// The lines of the comment at a value, in order.
  public List<Integer> linesAt(ConfigValue value) {
    var lines = new ArrayList<Integer>();
    for (int line = value.line() - 1; comments.containsKey(line); line--) {
      lines.addFirst(line);
    }
    int last = value.leaves().mapToInt(ConfigValue::line).max().orElse(value.line());
    lines.addAll(comments.subMap(value.line(), Math.max(value.line(), last) + 1).keySet());
    return lines;
  }

  /// What the comments in lines say, without those that say nothing.
  public String said(List<Integer> lines) {
    return joined(lines.stream().map(each -> comments.getOrDefault(each, "")).toList());
  }

  /// The lines of the comment before everything else.
  public List<Integer> headingLines() {
    int first = root.map().values().stream().mapToInt(ConfigValue::line).min().orElse(root.line());
    return List.copyOf(comments.headMap(Math.max(first, root.line())).keySet());
  }

  /// The comment before everything else.
  public String heading() {
    return said(headingLines());
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines.stream().filter(each -> !each.isBlank()).toList());
  }
}
