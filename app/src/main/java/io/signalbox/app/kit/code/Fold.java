package io.signalbox.app.kit.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines of a text that can be folded away below the line that heads them.
///
/// @param first the line that stays, from 0
/// @param last the last line that goes; behind the first
public record Fold(int first, int last) {
  /// Outer ones before inner ones.
  static final Comparator<Fold> ORDER =
      Comparator.comparingInt(Fold::first).thenComparing(Fold::last, Comparator.reverseOrder());

  /// Whether it folds this line away.
  public boolean hides(int line) {
    return first < line && line <= last;
  }

  /// Whether one of the lines is its own, the first one among them.
  boolean touches(int from, int to) {
    return first <= to && from <= last;
  }

  /// The same, further down.
  Fold moved(int by) {
    return new Fold(first + by, last + by);
  }

  /// Some by the lines that head them, in the same order.
  static Map<Integer, Fold> byFirst(List<Fold> folds) {
    var all = new LinkedHashMap<Integer, Fold>();
    folds.forEach(fold -> all.put(fold.first, fold));
    return Collections.unmodifiableMap(all);
  }

  /// Everything that is indented below a line, in order. A dash counts as half a step, so that a
  /// list in YAML lies below its key even where it is not indented.
  public static List<Fold> byIndent(List<String> lines) {
    var found = new ArrayList<Fold>();
    Deque<int[]> open = new ArrayDeque<>();
    int written = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        close(open, depth(lines.get(i)), written, found);
        open.push(new int[] {i, depth(lines.get(i))});
        written = i;
      }
    }
    close(open, 0, written, found);
    found.sort(ORDER);
    return List.copyOf(found);
  }

  private static void close(Deque<int[]> open, int depth, int written, List<Fold> found) {
    while (!open.isEmpty() && open.element()[1] >= depth) {
      int first = open.pop()[0];
      if (written > first) {
        found.add(new Fold(first, written));
      }
    }
  }

  /// How far a line is indented, in half spaces.
  static int depth(String line) {
    int indent = line.length() - line.stripLeading().length();
    boolean item = line.startsWith("- ", indent) || line.strip().equals("-");
    return 2 * indent + (item ? 1 : 0);
  }
}
