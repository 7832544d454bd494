package io.signalbox.app.kit.code;

import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.diff.DiffText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/// An editor for code: line numbers, colours, waves below what is wrong, completion, search,
/// folding by indentation. Lines end in `\n`. It keeps no history of its own: whoever owns the text
/// does. For the UI thread.
public final class CodeEditor extends VBox {
  private final FoldedText content = new FoldedText();
  private final FoldedModel model = new FoldedModel(content);
  private final CodeArea area = new CodeArea(model);
  private final Folding folding = new Folding(area, content, model);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
  private final ReadOnlyObjectWrapper<Caret> caret =
      new ReadOnlyObjectWrapper<>(this, "caret", new Caret(1, 1));
  private final CodeMarks marks = new CodeMarks(area, content);
  private final FindBar find = new FindBar(this, this::redraw);
  private final CodeDecorator decorator = new CodeDecorator(content, marks::of, find::of);
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
    area.setAccessibleText("Text");
    area.setHighlightCurrentParagraph(true);
    area.setUndoRedoEnabled(false);
    area.setTabSize(2);
    area.setSyntaxDecorator(decorator);
    model.addListener(change -> {
      if (change.isEdit() && !putting) {
        changed();
      }
    });
    area.caretPositionProperty().addListener((o, before, now) -> moved());
    area.heightProperty()
        .addListener((o, before, now) -> {
          if (before.doubleValue() == 0) {
            Ui.later(this::scrollToCaret);
          }
        });
    VBox.setVgrow(area, Priority.ALWAYS);
    completion = new CompletionList(this, area);
    new CodeTyping(area, content, folding).install(completion::took);
    getChildren().addAll(find, area);
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
    return number >= 1 && number <= content.lines().size() ? content.lines().get(number - 1) : "";
  }

  /// Where the caret is.
  public ReadOnlyObjectProperty<Caret> caretProperty() {
    return caret.getReadOnlyProperty();
  }

  /// Where the caret is, as an offset in the text.
  public int offset() {
    return Math.min(offset(caret.get()), text().length()); // the caret learns last of what went
  }

  /// A place as an offset in the text.
  public int offset(Caret place) {
    int line = Math.min(place.line(), content.lines().size());
    return content.offset(line - 1) + place.column() - 1;
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
  /// and selection stay, and what is folded stays folded unless lines that are seen change with it.
  public void setText(String other) {
    DiffText.Stretch stretch = DiffText.stretch(text(), other);
    if (!stretch.isEmpty()) {
      put(() -> change(stretch));
    }
  }

  private void change(DiffText.Stretch stretch) {
    OptionalInt hidden = content.replaceHidden(stretch);
    if (hidden.isPresent()) {
      decorator.forget(hidden.getAsInt());
      redraw();
      return;
    }
    int from = content.lineAt(stretch.start());
    int to = content.lineAt(stretch.end());
    if (from < to || stretch.now().contains("\n")) {
      folding.reveal(from, to);
    }
    area.replaceText(at(caret(stretch.start())), at(caret(stretch.end())), stretch.now());
  }

  /// Puts a text of something else in its place; the caret is at its beginning.
  public void load(String other) {
    put(() -> {
      folding.none();
      area.replaceText(TextPos.ZERO, area.getDocumentEnd(), other);
    });
    area.select(TextPos.ZERO);
  }

  private void put(Runnable change) {
    completion.close();
    putting = true;
    try {
      change.run();
    } finally {
      putting = false;
    }
    text.set(content.text());
    folding.refresh();
    find.refresh();
    moved();
  }

  /// What is folded away.
  public List<Fold> folds() {
    return content.folds();
  }

  /// Folds again what was folded when the text was the same.
  public void fold(List<Fold> before) {
    folding.all(before);
  }

  /// Folds what the caret is in.
  public void foldHere() {
    folding.here(caret.get().line() - 1);
  }

  /// Unfolds what is folded at the caret.
  public void unfoldHere() {
    folding.open(caret.get().line() - 1);
  }

  /// Folds all that can be.
  public void foldAll() {
    folding.all();
  }

  /// Unfolds all that is folded.
  public void unfoldAll() {
    folding.none();
  }

  /// Selects a stretch and scrolls to it; what is folded over it is unfolded.
  ///
  /// @param length in characters; 0: only the caret goes there
  public void reveal(int line, int column, int length) {
    int number = Math.clamp(line, 1, content.lines().size());
    folding.reveal(number - 1);
    int end = line(number).length();
    int from = Math.clamp(column - 1L, 0, end);
    int to = Math.clamp(column - 1L + length, 0, end);
    area.select(at(new Caret(number, to + 1)), at(new Caret(number, from + 1)));
  }

  /// Puts the caret at the beginning of a line, or of the one that it is folded below.
  ///
  /// @param last a line below, to be seen as well if there is room
  public void follow(int line, int last) {
    area.select(TextPos.ofLeading(content.paragraph(last - 1), 0));
    area.select(TextPos.ofLeading(content.paragraph(line - 1), 0));
  }

  /// Selects a stretch of the text by offsets.
  void select(int start, int end) {
    folding.reveal(content.lineAt(start));
    folding.reveal(content.lineAt(end));
    area.select(at(caret(start)), at(caret(end)));
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
    area.select(area.replaceText(at(caret(start)), at(caret(end)), words));
  }

  private Caret caret(int offset) {
    int line = content.lineAt(offset);
    return new Caret(line + 1, offset - content.offset(line) + 1);
  }

  private TextPos at(Caret place) {
    return TextPos.ofLeading(content.paragraph(place.line() - 1), place.column() - 1);
  }

  private Caret place(TextPos at) {
    return new Caret(content.line(at.index()) + 1, at.offset() + 1);
  }

  private void changed() {
    String now = content.text();
    if (now.equals(text())) {
      moved(); // folding changes what is seen, not what is written
      return;
    }
    text.set(now);
    folding.refresh();
    find.refresh();
    moved();
    typed.run();
    completion.typed();
  }

  private void moved() {
    Optional.ofNullable(area.getCaretPosition()).ifPresent(at -> caret.set(place(at)));
  }

  /// It scrolls only when the caret moves, and not before it has a size.
  private void scrollToCaret() {
    Optional.ofNullable(area.getSelection())
        .ifPresent(each -> {
          area.select(area.getDocumentEnd());
          area.select(each.getAnchor(), each.getCaret());
        });
  }

  private void redraw() {
    model.fireStyleChangeEvent(TextPos.ZERO, area.getDocumentEnd());
  }
}
