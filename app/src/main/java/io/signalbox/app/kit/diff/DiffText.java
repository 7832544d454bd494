package io.signalbox.app.kit.diff;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts. Pure.
public final class DiffText {
  private DiffText() {}

  /// A stretch of a text that is replaced by another.
  ///
  /// @param start in characters, from 0
  /// @param end behind the last character that goes
  /// @param now what comes in its place
  public record Stretch(int start, int end, String now) {
    /// Whether nothing changes.
    public boolean isEmpty() {
      return start == end && now.isEmpty();
    }
  }

  /// The one stretch in which two texts differ.
  public static Stretch stretch(String old, String now) {
    int most = Math.min(old.length(), now.length());
    int head = 0;
    while (head < most && old.charAt(head) == now.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && old.charAt(old.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
      tail++;
    }
    return new Stretch(head, old.length() - tail, now.substring(head, now.length() - tail));
  }

  /// A part of two sequences.
  ///
  /// @param kind whether both have it, only the old one, or only the new one
  public record Run<T>(Kind kind, List<T> items) {
    public Run {
      items = List.copyOf(items);
    }
  }

  /// Who has it.
  public enum Kind {
    SAME,
    GONE,
    NEW
  }

  /// A line of the comparison; an empty side has no such line.
  ///
  /// @param old its number in the old text, from 1; 0 if it has none
  /// @param now its number in the new text, from 1; 0 if it has none
  /// @param before its words in the old text, those that differ marked
  /// @param after its words in the new text, those that differ marked
  public record Line(int old, int now, List<Run<String>> before, List<Run<String>> after) {
    public Line {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /// Whether it is the same in both.
    public boolean isSame() {
      return old > 0 && now > 0 && before.stream().allMatch(run -> run.kind() == Kind.SAME);
    }
  }

  /// Two texts word by word: `GONE` before `NEW` where something was replaced.
  public static List<Run<String>> words(String old, String now) {
    return Myers.runs(pieces(old), pieces(now));
  }

  /// Two texts line by line, side by side; lines that were changed stand beside each other.
  public static List<Line> lines(String old, String now) {
    var lines = new ArrayList<Line>();
    var gone = new ArrayList<String>();
    int left = 0;
    int right = 0;
    for (Run<String> run : Myers.runs(split(old), split(now))) {
      switch (run.kind()) {
        case GONE -> gone.addAll(run.items());
        case NEW -> {
          changed(lines, gone, run.items(), left, right);
          left += gone.size();
          right += run.items().size();
          gone.clear();
        }
        case SAME -> {
          changed(lines, gone, List.of(), left, right);
          left += gone.size();
          gone.clear();
          for (String line : run.items()) {
            lines.add(new Line(++left, ++right, same(line), same(line)));
          }
        }
      }
    }
    changed(lines, gone, List.of(), left, right);
    return lines;
  }

  private static void changed(
      List<Line> lines, List<String> gone, List<String> come, int left, int right) {
    for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
      boolean was = i < gone.size();
      boolean is = i < come.size();
      List<Run<String>> words =
          was && is
              ? words(gone.get(i), come.get(i))
              : List.of(
                  new Run<>(was ? Kind.GONE : Kind.NEW, List.of(was ? gone.get(i) : come.get(i))));
      lines.add(
          new Line(
              was ? left + i + 1 : 0,
              is ? right + i + 1 : 0,
              without(words, Kind.NEW),
              without(words, Kind.GONE)));
    }
  }

  private static List<Run<String>> without(List<Run<String>> runs, Kind kind) {
    return runs.stream().filter(run -> run.kind() != kind).toList();
  }

  private static List<Run<String>> same(String line) {
    return List.of(new Run<>(Kind.SAME, List.of(line)));
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  /// Words, runs of spaces, and each other character by itself.
  static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int end = at + Character.charCount(text.codePointAt(at));
      int kind = kind(text.codePointAt(at));
      while (kind > 0 && end < text.length() && kind(text.codePointAt(end)) == kind) {
        end += Character.charCount(text.codePointAt(end));
      }
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private static int kind(int c) {
    return Character.isLetterOrDigit(c) || c == '_' ? 1 : Character.isWhitespace(c) ? 2 : 0;
  }
}
