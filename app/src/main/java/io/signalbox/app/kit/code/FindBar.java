package io.signalbox.app.kit.code;

import io.signalbox.app.kit.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Finds words in an editor's text, whatever their case, and lines: `:42`.
final class FindBar extends HBox {
  private static final int MOST = 10_000;

  private final CodeEditor editor;
  private final Runnable redraw;
  private final TextField field = new TextField();
  private final Label count = Parts.label("", "second");
  private List<Integer> places = List.of();

  FindBar(CodeEditor editor, Runnable redraw) {
    super(4);
    this.editor = editor;
    this.redraw = redraw;
    getStyleClass().add("find-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("find");
    field.setPromptText("Find");
    field.setAccessibleText("Find");
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((o, before, now) -> search());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    count.setMinWidth(64);
    getChildren()
        .addAll(
            field,
            count,
            Parts.iconButton(MaterialDesignA.ARROW_UP, "Previous", () -> go(-1)),
            Parts.iconButton(MaterialDesignA.ARROW_DOWN, "Next", () -> go(1)),
            Parts.iconButton(MaterialDesignC.CLOSE, "Close search", this::close));
    shown(false);
  }

  private void shown(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }

  void open(String words) {
    shown(true);
    if (!words.isEmpty() && words.indexOf('\n') < 0) {
      field.setText(words);
    }
    search();
    field.requestFocus();
    field.selectAll();
  }

  /// Asks for a line.
  void openForLine() {
    shown(true);
    field.setText(":");
    field.requestFocus();
    field.end();
  }

  private OptionalInt line() {
    String words = field.getText().strip();
    return words.matches(":\\d{1,7}")
        ? OptionalInt.of(Integer.parseInt(words.substring(1)))
        : OptionalInt.empty();
  }

  private void enter(int by) {
    OptionalInt line = line();
    if (line.isPresent()) {
      close();
      editor.reveal(line.getAsInt(), 1, 0);
    } else {
      go(by);
    }
  }

  private void close() {
    shown(false);
    refresh();
    redraw.run();
    editor.requestFocus();
  }

  private void key(KeyEvent e) {
    switch (e.getCode()) {
      case ENTER -> enter(e.isShiftDown() ? -1 : 1);
      case ESCAPE -> close();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void search() {
    refresh();
    redraw.run();
  }

  /// Looks again, for the text has changed.
  void refresh() {
    places = isVisible() ? places(editor.text(), field.getText()) : List.of();
    say();
  }

  private void say() {
    int at = places.indexOf(editor.offset() - field.getText().length());
    String many = places.size() + (places.size() == MOST ? "+" : "");
    Parts.show(
        count,
        field.getText().isEmpty() || field.getText().startsWith(":")
            ? ""
            : places.isEmpty() ? "none" : at < 0 ? many : (at + 1) + " of " + many);
  }

  /// Where words stand in a text.
  static List<Integer> places(String text, String words) {
    var found = new ArrayList<Integer>();
    String all = text.toLowerCase(Locale.ROOT);
    String wanted = words.toLowerCase(Locale.ROOT);
    boolean same = all.length() == text.length() && wanted.length() == words.length();
    String in = same ? all : text;
    String what = same ? wanted : words;
    int at = what.isEmpty() ? -1 : in.indexOf(what);
    while (at >= 0 && found.size() < MOST) {
      found.add(at);
      at = in.indexOf(what, at + what.length());
    }
    return found;
  }

  /// Goes on to the next place, or back to the one before; round the end.
  void go(int by) {
    if (!isVisible()) {
      open("");
    }
    if (places.isEmpty()) {
      return;
    }
    int length = field.getText().length();
    int here = editor.offset() - (editor.selected().isEmpty() ? 0 : length);
    int next = by > 0 ? first(here + 1) : first(here) - 1;
    int place = places.get(Math.floorMod(next, places.size()));
    editor.select(place, place + length);
    say();
  }

  /// The first place from an offset on.
  private int first(int offset) {
    int i = 0;
    while (i < places.size() && places.get(i) < offset) {
      i++;
    }
    return i;
  }

  /// What is lit up in a line, from 0.
  List<CodeColours.Span> of(int line) {
    if (!isVisible() || places.isEmpty()) {
      return List.of();
    }
    int length = field.getText().length();
    return places(editor.line(line + 1), field.getText()).stream()
        .map(at -> new CodeColours.Span(at, at + length, "code-found"))
        .toList();
  }
}
