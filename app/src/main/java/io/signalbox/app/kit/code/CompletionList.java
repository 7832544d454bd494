package io.signalbox.app.kit.code;

import io.signalbox.app.kit.Parts;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;
import jfx.incubator.scene.control.richtext.CodeArea;

/// What could stand at the caret, below it. The focus stays in the text.
final class CompletionList {
  private static final double ROW = 24;
  private static final int ROWS = 10;

  private final CodeEditor editor;
  private final CodeArea area;
  private final Popup popup = new Popup();
  private final ListView<Completer.Choice> list = new ListView<>();
  private Completer completer = Completer.NONE;
  private int start;

  CompletionList(CodeEditor editor, CodeArea area) {
    this.editor = editor;
    this.area = area;
    list.getStyleClass().add("completion");
    list.setId("completion");
    list.setFixedCellSize(ROW);
    list.setPrefWidth(360);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Row());
    list.setOnMouseClicked(e -> choose());
    popup.getContent().add(list);
    popup.setAutoHide(true);
    popup.setAutoFix(true);
    area.focusedProperty().addListener((o, before, now) -> close());
  }

  void completer(Completer other) {
    completer = other;
  }

  void close() {
    popup.hide();
  }

  /// Opens by itself once a word has begun, and goes with what is typed.
  void typed() {
    int offset = editor.offset();
    boolean word = offset > 0 && isLetter(editor.text().charAt(offset - 1));
    if (word && area.isFocused()) {
      show(true);
    } else {
      close();
    }
  }

  void open() {
    show(false);
  }

  /// @param quietly nothing is shown if what stands there is already one of the words
  private void show(boolean quietly) {
    int offset = editor.offset();
    Completer.Offer offer = completer.at(editor.text(), offset);
    start = Math.clamp(offer.start(), 0, offset);
    String begun = editor.text().substring(start, offset);
    List<Completer.Choice> fit = matches(offer.choices(), begun);
    boolean done =
        quietly && (begun.isEmpty() || fit.stream().anyMatch(e -> e.word().equals(begun)));
    if (fit.isEmpty() || done) {
      close();
      return;
    }
    list.getItems().setAll(fit);
    list.setPrefHeight(Math.min(fit.size(), ROWS) * ROW + 4);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    place();
  }

  private void place() {
    // Where the caret is on the screen is known to no public method but this one's inverse.
    var caret = area.lookup(".caret");
    if (caret == null || area.getScene() == null) {
      return;
    }
    var bounds = caret.localToScreen(caret.getBoundsInLocal());
    if (bounds != null) {
      list.getStylesheets().setAll(editor.getStylesheets());
      popup.show(area, bounds.getMinX() - 8, bounds.getMaxY() + 4);
    }
  }

  /// Those that begin with the letters, then those that have them.
  static List<Completer.Choice> matches(List<Completer.Choice> all, String begun) {
    String wanted = begun.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(choice -> choice.word().toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(
            java.util.Comparator.comparingInt(
                choice -> choice.word().toLowerCase(Locale.ROOT).startsWith(wanted) ? 0 : 1))
        .limit(200)
        .toList();
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  /// Whether a key was meant for the list.
  boolean took(KeyEvent e) {
    if (e.getCode() == KeyCode.SPACE && e.isControlDown()) {
      open();
      return true;
    }
    if (!popup.isShowing()) {
      return false;
    }
    switch (e.getCode()) {
      case UP -> move(-1);
      case DOWN -> move(1);
      case PAGE_UP -> move(-ROWS);
      case PAGE_DOWN -> move(ROWS);
      case ENTER, TAB -> choose();
      case ESCAPE -> close();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int by) {
    var selection = list.getSelectionModel();
    selection.select(Math.clamp(selection.getSelectedIndex() + by, 0, list.getItems().size() - 1));
    list.scrollTo(Math.max(0, selection.getSelectedIndex() - ROWS / 2));
  }

  private void choose() {
    var choice = list.getSelectionModel().getSelectedItem();
    close();
    if (choice != null) {
      editor.replace(start, editor.offset(), choice.written());
      close();
    }
  }

  /// A word and what it means.
  private static final class Row extends ListCell<Completer.Choice> {
    private final Label word = Parts.label("", "completion-word");
    private final Label note = Parts.label("", "completion-note");
    private final HBox row = new HBox(10, word, note);

    Row() {
      word.setMinWidth(USE_PREF_SIZE);
      row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(Completer.Choice choice, boolean empty) {
      super.updateItem(choice, empty);
      Parts.show(word, empty || choice == null ? "" : choice.word());
      Parts.show(note, empty || choice == null ? "" : choice.note());
      setGraphic(empty || choice == null ? null : row);
    }
  }
}
