package io.signalbox.app.kit.diff;

import java.util.ArrayList;
import java.util.List;

/// What a comparison shows, from top to bottom.
final class DiffRows {
  /// So many lines around a change are shown.
  private static final int AROUND = 3;

  private DiffRows() {}

  /// A row.
  sealed interface Row {
    /// A line beside the other text's.
    record Both(DiffText.Line line) implements Row {}

    /// A line below or above the other text's.
    ///
    /// @param fresh whether it is the new text's
    record One(DiffText.Line line, boolean fresh) implements Row {}

    /// Lines that are the same, left out.
    record Gap(int from, int count) implements Row {}
  }

  /// The rows of lines.
  ///
  /// @param opened the gaps that somebody opened, by their first line in the old text
  static List<Row> of(List<DiffText.Line> lines, boolean beside, java.util.Set<Integer> opened) {
    var rows = new ArrayList<Row>();
    int at = 0;
    while (at < lines.size()) {
      int end = at;
      while (end < lines.size() && lines.get(end).isSame() == lines.get(at).isSame()) {
        end++;
      }
      if (lines.get(at).isSame()) {
        same(rows, lines, at, end, opened);
      } else {
        changed(rows, lines.subList(at, end), beside);
      }
      at = end;
    }
    return rows;
  }

  private static void same(
      List<Row> rows, List<DiffText.Line> lines, int at, int end, java.util.Set<Integer> opened) {
    int from = at == 0 ? at : Math.min(end, at + AROUND);
    int to = end == lines.size() ? end : Math.max(from, end - AROUND);
    boolean whole = to - from < 2 || opened.contains(lines.get(Math.min(from, end - 1)).old());
    for (int i = at; i < end; i++) {
      if (whole || i < from || i >= to) {
        rows.add(new Row.Both(lines.get(i)));
      } else if (i == from) {
        rows.add(new Row.Gap(lines.get(i).old(), to - from));
      }
    }
  }

  private static void changed(List<Row> rows, List<DiffText.Line> lines, boolean beside) {
    if (beside) {
      lines.forEach(line -> rows.add(new Row.Both(line)));
      return;
    }
    lines.stream()
        .filter(line -> line.old() > 0)
        .forEach(line -> rows.add(new Row.One(line, false)));
    lines.stream()
        .filter(line -> line.now() > 0)
        .forEach(line -> rows.add(new Row.One(line, true)));
  }

  /// Whether a row shows a change.
  static boolean isChange(Row row) {
    return switch (row) {
      case Row.Both both -> !both.line().isSame();
      case Row.One one -> true;
      case Row.Gap gap -> false;
    };
  }
}
