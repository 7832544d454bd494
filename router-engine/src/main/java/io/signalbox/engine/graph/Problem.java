package io.signalbox.engine.graph;

import java.util.Optional;

/// Something wrong with a file, a graph or a plug-in: what, where, and how to mend it. Immutable.
///
/// @param severity whether the graph can be run all the same
/// @param code a short name that never changes, for scripts
/// @param message what is wrong
/// @param fix how to mend it; empty if that is plain
/// @param path the place in the graph: `nodes.triage.rules[1].when`; empty: the whole file
/// @param at the place in the file, where it is known
public record Problem(
    Severity severity, String code, String message, String fix, String path, Optional<Spot> at) {

  /// How bad it is.
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /// A place in a text.
  ///
  /// @param file its name as the user gave it; empty for a text without one
  /// @param line from 1
  /// @param column from 1, in characters
  /// @param length how many characters are meant, at least 1
  public record Spot(String file, int line, int column, int length) {
    @Override
    public String toString() {
      return (file.isEmpty() ? "" : file + ":") + line + ":" + column;
    }
  }

  /// A problem at a place in the graph.
  public static Problem error(String code, String path, String message, String fix) {
    return new Problem(Severity.ERROR, code, message, fix, path, Optional.empty());
  }

  /// A warning at a place in the graph.
  public static Problem warning(String code, String path, String message, String fix) {
    return new Problem(Severity.WARNING, code, message, fix, path, Optional.empty());
  }

  /// Something to know about a place in the graph, and nothing to object to.
  public static Problem note(String code, String path, String message, String fix) {
    return new Problem(Severity.NOTE, code, message, fix, path, Optional.empty());
  }

  /// Whether the graph must not be run.
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// The same problem at a place in a file.
  public Problem at(Spot spot) {
    return new Problem(severity, code, message, fix, path, Optional.of(spot));
  }

  /// The same problem at another place in the graph.
  public Problem on(String other) {
    return new Problem(severity, code, message, fix, other, at);
  }

  /// One line: `file:4:7: error: …. Mend: …`.
  public String line() {
    String where = at.map(Spot::toString).orElse(path);
    String mend = fix.isEmpty() ? "" : " " + fix;
    String level = severity.name().toLowerCase(java.util.Locale.ROOT);
    return (where.isEmpty() ? "" : where + ": ") + level + ": " + message + mend;
  }
}
