package io.signalbox.app.kit.code;

import io.signalbox.app.kit.diff.DiffText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.BasicTextModel;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;

/// The lines of an editor, of which some are folded away: *paragraphs* are the lines that are seen.
/// What is folded stands, as it were, at the end of the line that heads it: what is written behind
/// it comes behind all of it, and what is deleted across it goes with it. Both are counted from 0.
public final class FoldedText implements BasicTextModel.Content {
  private final List<String> lines = new ArrayList<>(List.of(""));
  private Map<Integer, Fold> folds = Map.of(); // by their first lines, in order
  private int[] seen = {}; // the line of each paragraph, if something is folded

  /// All lines.
  List<String> lines() {
    return lines;
  }

  /// All that is written, what is folded away too.
  String text() {
    return String.join("\n", lines);
  }

  /// The line that a paragraph shows.
  int line(int paragraph) {
    int number = Math.clamp(paragraph, 0, size() - 1);
    return folds.isEmpty() ? number : seen[number];
  }

  /// The paragraph that shows a line or stands for it.
  int paragraph(int line) {
    if (folds.isEmpty()) {
      return Math.clamp(line, 0, lines.size() - 1);
    }
    int low = 0;
    int high = seen.length - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (seen[middle] <= line) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Whether a line is folded away.
  boolean isHidden(int line) {
    return line(paragraph(line)) != line;
  }

  /// What is folded, outer ones first.
  List<Fold> folds() {
    return List.copyOf(folds.values());
  }

  /// What is folded below a line.
  Optional<Fold> below(int line) {
    return Optional.ofNullable(folds.get(line));
  }

  void fold(Fold fold) {
    folds(Stream.concat(folds.values().stream(), Stream.of(fold)));
  }

  void unfold(Fold fold) {
    folds(folds.values().stream().filter(each -> !each.equals(fold)));
  }

  /// Folds these and no others; one for each line.
  void folds(Stream<Fold> now) {
    folds = Fold.byFirst(now.sorted(Fold.ORDER).toList());
    seen = folds.isEmpty() ? new int[0] : IntStream.range(0, lines.size()).filter(seer()).toArray();
  }

  /// Tells, line after line, whether each is seen.
  private IntPredicate seer() {
    var rest = new ArrayDeque<>(folds.values());
    int[] hidden = {-1};
    return line -> {
      boolean shows = line > hidden[0];
      while (!rest.isEmpty() && rest.element().first() == line) {
        hidden[0] = Math.max(hidden[0], rest.remove().last());
      }
      return shows;
    };
  }

  /// The line in which an offset of the text lies.
  int lineAt(int offset) {
    int rest = offset;
    int line = 0;
    while (line < lines.size() - 1 && rest > lines.get(line).length()) {
      rest -= lines.get(line++).length() + 1;
    }
    return line;
  }

  /// Where a line begins in the text.
  int offset(int line) {
    return lines.subList(0, line).stream().mapToInt(each -> each.length() + 1).sum();
  }

  /// Replaces a stretch if all of it is folded away.
  ///
  /// @return the first line that differs; empty if some of it is seen, and nothing was replaced
  OptionalInt replaceHidden(DiffText.Stretch stretch) {
    if (folds.isEmpty()) {
      return OptionalInt.empty();
    }
    return Stream.of(slid(stretch), stretch)
        .filter(this::isHidden)
        .mapToInt(this::replace)
        .findFirst();
  }

  /// Lines that come or go can be said to do so at the end of the line before, which may be hidden
  /// where the one after them is not.
  private DiffText.Stretch slid(DiffText.Stretch stretch) {
    String text = text();
    String gone = text.substring(stretch.start(), stretch.end());
    String moving = gone + stretch.now();
    boolean one = gone.isEmpty() != stretch.now().isEmpty();
    int line = one ? text.lastIndexOf('\n', stretch.start() - 1) : -1;
    int by = stretch.start() - line;
    if (line < 0 || by > moving.length() || !moving.endsWith(text.substring(line, line + by))) {
      return stretch;
    }
    int rest = moving.length() - by;
    String now = gone.isEmpty() ? moving.substring(rest) + moving.substring(0, rest) : "";
    return new DiffText.Stretch(stretch.start() - by, stretch.end() - by, now);
  }

  private boolean isHidden(DiffText.Stretch stretch) {
    int from = lineAt(stretch.start());
    int to = lineAt(stretch.end());
    return folds.values().stream().anyMatch(fold -> fold.hides(from) && fold.hides(to))
        && folds.values().stream()
            .filter(fold -> fold.hides(from) && fold.last() == to)
            .allMatch(fold -> belongs(stretch.now(), fold));
  }

  /// Whether lines that come at the end of a fold lie below what heads it.
  private boolean belongs(String now, Fold fold) {
    return now.lines()
        .skip(1)
        .filter(line -> !line.isBlank())
        .allMatch(line -> Fold.depth(line) > Fold.depth(lines.get(fold.first())));
  }

  private int replace(DiffText.Stretch stretch) {
    int from = lineAt(stretch.start());
    int to = lineAt(stretch.end());
    String head = lines.get(from).substring(0, stretch.start() - offset(from));
    String tail = lines.get(to).substring(stretch.end() - offset(to));
    List<String> now = List.of((head + stretch.now() + tail).split("\n", -1));
    List<String> gone = lines.subList(from, to + 1);
    int more = now.size() - gone.size();
    gone.clear();
    gone.addAll(now);
    folds(
        folds.values().stream()
            .filter(fold -> (fold.hides(from) && fold.hides(to)) || !fold.touches(from, to))
            .map(fold -> grown(fold, from, more)));
    return from;
  }

  private static Fold grown(Fold fold, int from, int more) {
    return fold.hides(from)
        ? new Fold(fold.first(), fold.last() + more)
        : fold.first() > from ? fold.moved(more) : fold;
  }

  @Override
  public int size() {
    return folds.isEmpty() ? lines.size() : seen.length;
  }

  @Override
  public String getText(int paragraph) {
    return paragraph < size() ? lines.get(line(paragraph)) : "";
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public int insertTextSegment(int paragraph, int at, String text, StyleAttributeMap style) {
    change(line(paragraph), old -> old.substring(0, at) + text + old.substring(at));
    return text.length();
  }

  private void change(int line, UnaryOperator<String> change) {
    lines.set(line, change.apply(lines.get(line)));
  }

  @Override
  public void insertLineBreak(int paragraph, int at) {
    int line = line(paragraph);
    String rest = lines.get(line).substring(at);
    // Behind what is folded, or else with it.
    int next = rest.isEmpty() ? below(line).map(Fold::last).orElse(line) + 1 : line + 1;
    int moving = rest.isEmpty() ? next : line;
    change(line, old -> old.substring(0, at));
    lines.add(next, rest);
    folds(folds.values().stream().map(fold -> fold.first() >= moving ? fold.moved(1) : fold));
  }

  @Override
  public void removeRange(TextPos start, TextPos end) {
    int from = line(start.index());
    int to = line(end.index());
    String rest = lines.get(to).substring(end.offset());
    change(from, old -> old.substring(0, start.offset()) + rest);
    lines.subList(from + 1, to + 1).clear();
    folds(
        folds.values().stream()
            .filter(fold -> fold.first() < from || fold.first() >= to)
            .map(fold -> fold.first() >= to ? fold.moved(from - to) : fold));
  }

  /// What stands between two places, what is folded away there too.
  String between(TextPos start, TextPos end) {
    int from = line(start.index());
    int to = line(end.index());
    if (from == to) {
      return lines.get(from).substring(start.offset(), end.offset());
    }
    var text = new StringBuilder(lines.get(from).substring(start.offset()));
    lines.subList(from + 1, to).forEach(line -> text.append('\n').append(line));
    return text.append('\n').append(lines.get(to), 0, end.offset()).toString();
  }
}
