package io.signalbox.app.kit.code;

import java.util.function.Predicate;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import jfx.incubator.scene.control.input.KeyBinding;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/// What keys write in an editor for code.
final class CodeTyping {
  private final CodeArea area;
  private final FoldedText content;
  private final Folding folding;

  CodeTyping(CodeArea area, FoldedText content, Folding folding) {
    this.area = area;
    this.content = content;
    this.folding = folding;
  }

  /// Undo belongs to the owner, and Shift+Tab leads out, so Tab has to write two spaces.
  ///
  /// @param taken whether somebody else has use for a key
  void install(Predicate<KeyEvent> taken) {
    var map = area.getInputMap();
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.Z));
    map.disableKeyBinding(KeyBinding.shiftShortcut(KeyCode.Z));
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.Y));
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.D));
    map.disableKeyBinding(KeyBinding.control(KeyCode.H)); // deletes what is folded, unseen
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (taken.test(e) || wrote(e)) {
            e.consume();
          }
        });
  }

  private boolean wrote(KeyEvent e) {
    if (e.getCode() == KeyCode.RIGHT && !e.isShortcutDown() && !e.isAltDown()) {
      return passed(e.isShiftDown());
    }
    if (!area.isEditable()) {
      return false;
    }
    if (e.getCode() == KeyCode.TAB && !e.isShortcutDown() && !e.isShiftDown()) {
      insert("  ");
      return true;
    }
    if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown()) {
      insert("\n" + indent());
      return true;
    }
    boolean word = e.isControlDown() || e.isAltDown() || e.isMetaDown();
    boolean none = area.getSelection() == null || area.getSelection().isCollapsed();
    if (none && e.getCode() == KeyCode.DELETE) {
      showNext(word);
    } else if (none && e.getCode() == KeyCode.BACK_SPACE) {
      showPrevious(word);
    }
    return false;
  }

  /// Past the words that stand for what is folded, which are no text.
  private boolean passed(boolean selecting) {
    TextPos caret = caret();
    boolean stuck =
        content.below(content.line(caret.index())).isPresent()
            && caret.offset() >= content.getText(caret.index()).length()
            && caret.index() + 1 < content.size();
    if (stuck) {
      TextPos next = TextPos.ofLeading(caret.index() + 1, 0);
      var selection = area.getSelection();
      area.select(selecting && selection != null ? selection.getAnchor() : next, next);
    }
    return stuck;
  }

  /// A key that would delete what is folded behind the caret shows it instead of taking it.
  ///
  /// @param word whether the key deletes up to the next word, be it lines away
  private void showNext(boolean word) {
    TextPos caret = caret();
    int line = content.line(caret.index());
    String rest = content.getText(caret.index()).substring(caret.offset());
    if (word) {
      rest = rest.replaceFirst("^\\S+", ""); // the word at the caret is not the next one
    }
    while (rest.isEmpty() || (word && isBlank(rest))) {
      folding.open(line++);
      if (!word || line >= content.lines().size()) {
        return;
      }
      rest = content.lines().get(line);
    }
  }

  /// The same before the caret.
  private void showPrevious(boolean word) {
    TextPos caret = caret();
    int line = content.line(caret.index());
    String rest = content.getText(caret.index()).substring(0, caret.offset());
    while (line > 0 && (rest.isEmpty() || (word && isBlank(rest)))) {
      folding.reveal(--line);
      if (!word) {
        return;
      }
      rest = content.lines().get(line);
    }
  }

  private static boolean isBlank(String text) {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private TextPos caret() {
    TextPos at = area.getCaretPosition();
    return at == null ? TextPos.ZERO : at;
  }

  private String indent() {
    TextPos caret = caret();
    String before = content.getText(caret.index()).substring(0, caret.offset());
    int end = before.length() - before.stripLeading().length();
    boolean opens =
        before.stripTrailing().endsWith(":")
            && content.below(content.line(caret.index())).isEmpty();
    return before.substring(0, end) + (opens ? "  " : "");
  }

  private void insert(String words) {
    var selection = area.getSelection();
    TextPos start = selection == null ? caret() : selection.getMin();
    TextPos end = selection == null ? caret() : selection.getMax();
    area.select(area.replaceText(start, end, words));
  }
}
