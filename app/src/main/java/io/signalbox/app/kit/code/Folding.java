package io.signalbox.app.kit.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/// What can be folded in an editor, and what is. Lines are counted from 0.
final class Folding implements Gutter.Lines {
  private final CodeArea area;
  private final FoldedText content;
  private final FoldedModel model;
  private final Gutter gutter;
  private Map<Integer, Fold> possible = Map.of(); // by their first lines

  Folding(CodeArea area, FoldedText content, FoldedModel model) {
    this.area = area;
    this.content = content;
    this.model = model;
    this.gutter = new Gutter(area, this, this::toggle);
    area.setLeftDecorator(gutter);
  }

  /// Looks again at what can be folded, for the text has changed.
  void refresh() {
    possible = Fold.byFirst(Fold.byIndent(content.lines()));
    gutter.refresh();
  }

  @Override
  public int line(int paragraph) {
    return content.line(paragraph);
  }

  @Override
  public Optional<Boolean> folded(int line) {
    boolean folded = content.below(line).isPresent();
    return folded || at(line).isPresent() ? Optional.of(folded) : Optional.empty();
  }

  private Optional<Fold> at(int line) {
    return Optional.ofNullable(possible.get(line));
  }

  private void toggle(int line) {
    content.below(line).ifPresentOrElse(this::unfold, () -> at(line).ifPresent(this::fold));
  }

  /// Folds what is headed by a line, or else the least that the line is in.
  void here(int line) {
    Stream.concat(at(line).stream(), around(line))
        .filter(fold -> content.below(fold.first()).isEmpty())
        .findFirst()
        .ifPresent(this::fold);
  }

  /// What a line is in, inner ones first.
  private Stream<Fold> around(int line) {
    return possible.values().stream()
        .filter(fold -> fold.hides(line))
        .sorted(Fold.ORDER.reversed());
  }

  /// Folds everything, all that is within too.
  void all() {
    var all = new LinkedHashMap<>(possible);
    content.folds().forEach(fold -> all.put(fold.first(), fold));
    set(List.copyOf(all.values()));
  }

  /// Folds what was folded before.
  void all(List<Fold> before) {
    set(before.stream().filter(possible::containsValue).toList());
  }

  /// Unfolds everything.
  void none() {
    set(List.of());
  }

  /// The caret stays in its line, or goes to the end of the one that stands for it.
  private void set(List<Fold> folds) {
    if (folds.equals(content.folds())) {
      return;
    }
    TextPos caret = Optional.ofNullable(area.getCaretPosition()).orElse(TextPos.ZERO);
    int line = content.line(caret.index());
    model.fold(folds);
    int paragraph = content.paragraph(line);
    area.select(
        content.isHidden(line)
            ? model.getEndOfParagraphTextPos(paragraph)
            : TextPos.ofLeading(paragraph, caret.offset()));
    gutter.refresh();
  }

  private void fold(Fold fold) {
    TextPos caret = area.getCaretPosition();
    int head = content.paragraph(fold.first());
    if (caret != null && fold.hides(content.line(caret.index()))) {
      area.select(model.getEndOfParagraphTextPos(head));
    }
    model.fold(fold);
    gutter.refresh();
  }

  /// Unfolds what is headed by a line.
  void open(int line) {
    content.below(line).ifPresent(this::unfold);
  }

  /// Unfolds whatever keeps a line from being seen.
  void reveal(int line) {
    unfold(fold -> fold.hides(line));
  }

  /// Unfolds whatever has one of the lines.
  void reveal(int from, int to) {
    unfold(fold -> fold.touches(from, to));
  }

  /// Outer ones first, so that inner ones are seen when it is their turn.
  private void unfold(Predicate<Fold> wanted) {
    content.folds().stream().filter(wanted).forEach(this::unfold);
  }

  private void unfold(Fold fold) {
    model.unfold(fold);
    gutter.refresh();
  }
}
