package io.signalbox.app.kit.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/// Draws the lines of an editor: colours, waves, what was found. It remembers what each line leaves
/// to the next, so that only the lines that are seen are coloured anew.
final class CodeDecorator implements SyntaxDecorator {
  private final List<Integer> states = new ArrayList<>(List.of(0));
  private final FoldedText content;
  private final IntFunction<List<CodeMark>> marks;
  private final IntFunction<List<CodeColours.Span>> found;
  private CodeColours colours = CodeColours.NONE;

  /// @param content says which line is seen where
  /// @param marks gives the marks of a line, from 0
  /// @param found gives what is lit up in a line, from 0
  CodeDecorator(
      FoldedText content,
      IntFunction<List<CodeMark>> marks,
      IntFunction<List<CodeColours.Span>> found) {
    this.content = content;
    this.marks = marks;
    this.found = found;
  }

  void colours(CodeColours other) {
    colours = other;
    forget(0);
  }

  @Override
  public void handleChange(
      CodeTextModel model, TextPos start, TextPos end, int top, int lines, int bottom) {
    forget(content.line(start.index()));
  }

  /// What a line leaves may differ from this one on.
  void forget(int line) {
    while (states.size() > line + 1) {
      states.removeLast();
    }
  }

  @Override
  public RichParagraph createRichParagraph(CodeTextModel model, int index) {
    int number = content.line(index);
    for (int i = states.size() - 1; i < number; i++) {
      states.add(colours.line(content.lines().get(i), states.get(i)).state());
    }
    String text = content.getText(index);
    RichParagraph.Builder line = RichParagraph.builder();
    coloured(line, text, colours.line(text, states.get(number)).spans());
    content.below(number).ifPresent(fold -> line.addWithStyleNames(words(fold), "code-folded"));
    found
        .apply(number)
        .forEach(span -> line.addHighlight(span.start(), span.end() - span.start(), span.style()));
    marks.apply(number).forEach(mark -> wave(line, text, mark));
    return line.build();
  }

  private static String words(Fold fold) {
    int many = fold.last() - fold.first();
    return "  ⋯ " + many + (many == 1 ? " line" : " lines");
  }

  private static void coloured(
      RichParagraph.Builder line, String text, List<CodeColours.Span> spans) {
    int at = 0;
    for (CodeColours.Span span : spans) {
      plain(line, text, at, span.start());
      line.addWithStyleNames(text.substring(span.start(), span.end()), span.style());
      at = span.end();
    }
    plain(line, text, at, text.length());
  }

  private static void plain(RichParagraph.Builder line, String text, int from, int to) {
    if (to > from) {
      line.addWithStyleNames(text.substring(from, to), "code-plain");
    }
  }

  /// A mark at the end of a line still shows a little wave.
  private static void wave(RichParagraph.Builder line, String text, CodeMark mark) {
    int start = Math.clamp(mark.column() - 1L, 0, Math.max(0, text.length() - 1));
    int length = Math.clamp(mark.length(), 1, Math.max(1, text.length() - start));
    if (!text.isEmpty()) {
      line.addWavyUnderline(start, length, "wave-" + mark.style());
    }
  }
}
