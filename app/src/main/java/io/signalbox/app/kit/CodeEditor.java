package io.signalbox.app.kit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import jfx.incubator.scene.control.input.KeyBinding;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/// An editor for code: line numbers, colours, waves below what is wrong, completion, search. Lines
/// end in `\n`. It keeps no history of its own: whoever owns the text does. For the UI thread.
public final class CodeEditor extends VBox {
  private final CodeArea area = new CodeArea();
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
  private final ReadOnlyObjectWrapper<Caret> caret =
      new ReadOnlyObjectWrapper<>(this, "caret", new Caret(1, 1));
  private final CodeMarks marks = new CodeMarks(area);
  private final FindBar find = new FindBar(this, this::redraw);
  private final CodeDecorator decorator = new CodeDecorator(marks::of, find::of);
  private final CompletionList completion;
  private Runnable typed = () -> {};
  private boolean putting;

  /// A place between two characters.
  ///
  /// @param line from 1
  /// @param column from 1, in characters
  public record Caret(int line, int column) {}

  /// An empty editor.
  public CodeEditor() {
    getStyleClass().add("code-editor");
    getStylesheets()
        .add(
            Objects.requireNonNull(CodeEditor.class.getResource("code-editor.css"))
                .toExternalForm());
    area.setLineNumbersEnabled(true);
    area.setHighlightCurrentParagraph(true);
    area.setUndoRedoEnabled(false);
    area.setTabSize(2);
    area.setSyntaxDecorator(decorator);
    area.getModel()
        .addListener(change -> {
          if (change.isEdit() && !putting) {
            changed();
          }
        });
    area.caretPositionProperty().addListener((o, before, now) -> moved());
    VBox.setVgrow(area, Priority.ALWAYS);
    completion = new CompletionList(this, area);
    keys();
    getChildren().addAll(find, area);
  }

  /// Undo belongs to the owner, and Shift+Tab leads out, so Tab has to write two spaces.
  private void keys() {
    var map = area.getInputMap();
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.Z));
    map.disableKeyBinding(KeyBinding.shiftShortcut(KeyCode.Z));
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.Y));
    map.disableKeyBinding(KeyBinding.shortcut(KeyCode.D));
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (completion.took(e)) {
            e.consume();
          } else if (e.getCode() == KeyCode.TAB && !e.isShortcutDown() && !e.isShiftDown()) {
            insert("  ");
            e.consume();
          } else if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown() && area.isEditable()) {
            insert("\n" + indent());
            e.consume();
          }
        });
  }

  private String indent() {
    String line = line(caret.get().line());
    int end = 0;
    while (end < Math.min(line.length(), caret.get().column() - 1) && line.charAt(end) == ' ') {
      end++;
    }
    boolean opens =
        line.substring(0, Math.min(line.length(), caret.get().column() - 1))
            .stripTrailing()
            .endsWith(":");
    return line.substring(0, end) + (opens ? "  " : "");
  }

  private void insert(String words) {
    var selection = area.getSelection();
    TextPos start = selection == null ? area.getCaretPosition() : selection.getMin();
    TextPos end = selection == null ? area.getCaretPosition() : selection.getMax();
    area.select(area.replaceText(start, end, words));
  }

  /// What is written.
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// What is written, now.
  public String text() {
    return text.get();
  }

  /// A line of it, from 1; empty if it has none.
  public String line(int number) {
    return number >= 1 && number <= area.getParagraphCount() ? area.getPlainText(number - 1) : "";
  }

  /// Where the caret is.
  public ReadOnlyObjectProperty<Caret> caretProperty() {
    return caret.getReadOnlyProperty();
  }

  /// Where the caret is, as an offset in the text.
  public int offset() {
    return offset(caret.get());
  }

  /// A place as an offset in the text.
  public int offset(Caret place) {
    int at = 0;
    for (int i = 1; i < place.line(); i++) {
      at += line(i).length() + 1;
    }
    return at + place.column() - 1;
  }

  /// Told after each change that a user makes.
  public void setOnTyped(Runnable told) {
    typed = told;
  }

  /// Whether the text can be changed by a user.
  public void setEditable(boolean editable) {
    area.setEditable(editable);
  }

  /// The language's colours.
  public void setColours(CodeColours colours) {
    decorator.colours(colours);
    redraw();
  }

  /// What is to be said of stretches of the text.
  public void setMarks(List<CodeMark> all) {
    if (marks.set(all)) {
      redraw();
    }
  }

  /// What completes a word.
  public void setCompleter(Completer completer) {
    completion.completer(completer);
  }

  /// Offers what could stand at the caret.
  public void complete() {
    completion.open();
  }

  /// Puts another text in its place: only the stretch that differs is replaced, so caret, scroll
  /// and selection stay.
  public void setText(String other) {
    DiffText.Stretch stretch = DiffText.stretch(text(), other);
    if (!stretch.isEmpty()) {
      put(() -> area.replaceText(at(stretch.start()), at(stretch.end()), stretch.now()), other);
    }
  }

  /// Puts a text of something else in its place; the caret is at its beginning.
  public void load(String other) {
    put(() -> area.replaceText(TextPos.ZERO, area.getDocumentEnd(), other), other);
    area.select(TextPos.ZERO);
  }

  private void put(Runnable change, String other) {
    completion.close();
    putting = true;
    try {
      change.run();
    } finally {
      putting = false;
    }
    text.set(other);
    find.refresh();
    moved();
  }

  /// Selects a stretch and scrolls to it.
  ///
  /// @param length in characters; 0: only the caret goes there
  public void reveal(int line, int column, int length) {
    int index = Math.clamp(line - 1L, 0, area.getParagraphCount() - 1);
    int end = area.getPlainText(index).length();
    TextPos from = TextPos.ofLeading(index, Math.clamp(column - 1L, 0, end));
    TextPos to = TextPos.ofLeading(index, Math.clamp(column - 1L + length, 0, end));
    area.select(to, from);
  }

  /// Selects a stretch of the text by offsets.
  void select(int start, int end) {
    area.select(at(start), at(end));
  }

  /// What is selected; empty if nothing is.
  public String selected() {
    return Optional.ofNullable(area.getSelection())
        .map(each -> text().substring(offset(place(each.getMin())), offset(place(each.getMax()))))
        .orElse("");
  }

  /// Opens the search.
  public void find() {
    find.open(selected());
  }

  /// Asks for a line to go to.
  public void goToLine() {
    find.openForLine();
  }

  /// Goes to the next place that the search found.
  public void findNext() {
    find.go(1);
  }

  /// Goes to the one before.
  public void findPrevious() {
    find.go(-1);
  }

  /// Whether somebody writes in it.
  public boolean isTyping() {
    return area.isFocused();
  }

  /// Tells whether somebody writes in it.
  public javafx.beans.value.ObservableBooleanValue typingProperty() {
    return area.focusedProperty();
  }

  /// Takes the focus.
  @Override
  public void requestFocus() {
    area.requestFocus();
  }

  /// Puts words in the place of a stretch as though they were typed.
  void replace(int start, int end, String words) {
    area.select(area.replaceText(at(start), at(end), words));
  }

  private TextPos at(int offset) {
    int rest = offset;
    int line = 0;
    while (line < area.getParagraphCount() - 1 && rest > area.getPlainText(line).length()) {
      rest -= area.getPlainText(line++).length() + 1;
    }
    return TextPos.ofLeading(line, rest);
  }

  private static Caret place(TextPos at) {
    return new Caret(at.index() + 1, at.offset() + 1);
  }

  private void changed() {
    var all = new StringBuilder();
    for (int i = 0; i < area.getParagraphCount(); i++) {
      all.append(i == 0 ? "" : "\n").append(area.getPlainText(i));
    }
    text.set(all.toString());
    find.refresh();
    moved();
    typed.run();
    completion.typed();
  }

  private void moved() {
    Optional.ofNullable(area.getCaretPosition()).ifPresent(at -> caret.set(place(at)));
  }

  private void redraw() {
    area.getModel().fireStyleChangeEvent(TextPos.ZERO, area.getDocumentEnd());
  }
}
