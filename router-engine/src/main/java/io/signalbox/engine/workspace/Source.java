package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A text with a name, and its lines. Immutable.
final class Source {
  private final String file;
  private final Path folder;
  private final String text;
  private final int[] lines;

  Source(String file, String text) {
    this(file, folderOf(file), text);
  }

  /// @param file the name that people see, which may be without the directory
  Source(String file, Path folder, String text) {
    this.file = file;
    this.folder = folder;
    this.text = text;
    this.lines = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    var starts = java.util.stream.IntStream.builder();
    starts.add(text.startsWith("\uFEFF") ? 1 : 0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        starts.add(i + 1);
      }
    }
    return starts.build().toArray();
  }

  String file() {
    return file;
  }

  /// The directory of the file; empty if that is not known.
  Path folder() {
    return folder;
  }

  private static Path folderOf(String file) {
    try {
      return Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
    } catch (InvalidPathException e) {
      return Path.of("");
    }
  }

  String text() {
    return text;
  }

  /// Whether there is nothing but comments.
  boolean saysNothing() {
    String all = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return all.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  /// The index of the line that holds this offset, from 0.
  int lineOf(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /// Where a line begins.
  int lineStart(int line) {
    return lines[line];
  }

  int lineCount() {
    return lines.length;
  }

  /// Where a line ends, its line break left out.
  int lineEnd(int line) {
    int end = line + 1 < lines.length ? lines[line + 1] : text.length();
    while (end > lines[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /// How far an offset is into its line, from 0.
  int column(int offset) {
    return Math.max(0, offset - lines[lineOf(offset)]);
  }

  /// Where a span for people begins.
  int offset(Problem.Spot spot) {
    return lines[spot.line() - 1] + spot.column() - 1;
  }

  /// A span for people; of one that runs over several lines, the part in its first line.
  Problem.Spot spot(int start, int end) {
    int at = Math.clamp(start, 0, text.length());
    int line = lineOf(at);
    int length = Math.min(end, lineEnd(line)) - at;
    return new Problem.Spot(file, line + 1, column(at) + 1, Math.max(1, length));
  }
}
