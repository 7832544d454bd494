package io.signalbox.app.kit;

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
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (taken.test(e) || wrote(e)) {
            e.consume();
          }
        });
  }

  private boolean wrote(KeyEvent e) {
    if (e.getCode() == KeyCode.TAB && !e.isShortcutDown() && !e.isShiftDown()) {
      insert("  ");
      return true;
    }
    if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown() && area.isEditable()) {
      insert("\n" + indent());
      return true;
    }
    if (e.getCode() == KeyCode.BACK_SPACE || e.getCode() == KeyCode.DELETE) {
      show(e.getCode() == KeyCode.DELETE);
    }
    return false;
  }

  /// A key that would delete what is folded away beside the caret shows it instead of taking it.
  private void show(boolean forward) {
    TextPos caret = caret();
    int line = content.line(caret.index());
    boolean none = area.getSelection() == null || area.getSelection().isCollapsed();
    if (none && forward && caret.offset() == content.lines().get(line).length()) {
      folding.open(line);
    } else if (none && !forward && caret.offset() == 0 && line > 0) {
      folding.reveal(line - 1);
    }
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
