package io.signalbox.app.kit;

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
  private final IntFunction<List<CodeMark>> marks;
  private final IntFunction<List<CodeColours.Span>> found;
  private CodeColours colours = CodeColours.NONE;

  /// @param marks gives the marks of a line, from 0
  /// @param found gives what is lit up in a line, from 0
  CodeDecorator(IntFunction<List<CodeMark>> marks, IntFunction<List<CodeColours.Span>> found) {
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
    forget(start.index());
  }

  /// What a line leaves may differ from this one on.
  private void forget(int line) {
    while (states.size() > line + 1) {
      states.removeLast();
    }
  }

  @Override
  public RichParagraph createRichParagraph(CodeTextModel model, int index) {
    for (int i = states.size() - 1; i < index; i++) {
      states.add(colours.line(model.getPlainText(i), states.get(i)).state());
    }
    String text = model.getPlainText(index);
    RichParagraph.Builder line = RichParagraph.builder();
    coloured(line, text, colours.line(text, states.get(index)).spans());
    found
        .apply(index)
        .forEach(span -> line.addHighlight(span.start(), span.end() - span.start(), span.style()));
    marks.apply(index).forEach(mark -> wave(line, text, mark));
    return line.build();
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
