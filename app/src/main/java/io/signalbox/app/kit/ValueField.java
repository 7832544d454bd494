package io.signalbox.app.kit;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// A field for one value. What is typed is judged at once and taken with Enter or when the focus
/// leaves; Escape brings back what was there. A value that changes elsewhere is shown, but one that
/// stays as it was leaves alone what is being typed.
///
/// @param <T> the values
public final class ValueField<T> extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private static final String SEVERAL = "several";

  private final Format<T> format;
  private final TextField field = new TextField();
  private final Label fault = Parts.label("", "fault");
  private Optional<T> shown = Optional.empty();
  private Optional<T> before = Optional.empty();
  private String clean = "";
  private String hint = "";
  private Consumer<T> taken = value -> {};
  private Runnable settled = () -> {};
  private boolean live;
  private boolean showing;

  /// An empty field.
  ///
  /// @param name what a screen reader says
  public ValueField(String name, Format<T> format) {
    this.format = format;
    getStyleClass().add("value-field");
    field.setAccessibleText(name);
    fault.setWrapText(true);
    fault(Optional.empty());
    getChildren().addAll(field, fault);
    field.textProperty().addListener((o, old, now) -> typed(now));
    field.focusedProperty().addListener((o, was, is) -> focus(is));
    field.setOnAction(e -> commit());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /// Told of each value that is taken.
  public ValueField<T> onTaken(Consumer<T> reader) {
    taken = reader;
    return this;
  }

  /// Takes each sound value while it is typed.
  ///
  /// @param done told when the focus leaves
  public ValueField<T> live(Runnable done) {
    live = true;
    settled = done;
    return this;
  }

  /// The text field itself, for styles and the focus.
  public TextField control() {
    return field;
  }

  /// What stands in the field while it is empty.
  public ValueField<T> hint(String words) {
    hint = words;
    field.setPromptText(words);
    return this;
  }

  /// Shows a value.
  public void show(T value) {
    if (!shown.equals(Optional.of(value))) {
      shown = Optional.of(value);
      field.setPromptText(hint);
      put(format.shown(value));
    }
  }

  /// Shows that there are several values.
  public void showSeveral() {
    if (shown.isPresent() || !field.getPromptText().equals(SEVERAL)) {
      shown = Optional.empty();
      put("");
      field.setPromptText(SEVERAL);
    }
  }

  private void put(String text) {
    clean = text;
    showing = true;
    int caret = field.getCaretPosition();
    field.setText(text);
    field.positionCaret(Math.min(caret, text.length()));
    showing = false;
    fault(Optional.empty());
  }

  private void typed(String text) {
    if (showing) {
      return;
    }
    switch (format.read(text)) {
      case Format.Reading.Value<T>(T value) -> {
        fault(Optional.empty());
        if (live) {
          take(value);
        }
      }
      case Format.Reading.Fault<T>(String words) -> fault(Optional.of(words));
    }
  }

  private void take(T value) {
    if (!shown.equals(Optional.of(value))) {
      shown = Optional.of(value);
      taken.accept(value);
    }
  }

  /// Takes what is written, if it is sound and new.
  public void commit() {
    if (!field.getText().equals(clean)
        && format.read(field.getText()) instanceof Format.Reading.Value<T>(T value)) {
      take(value);
      put(format.shown(value));
    }
  }

  private void focus(boolean has) {
    if (has) {
      before = shown;
      return;
    }
    commit();
    if (fault.isVisible()) {
      put(shown.map(format::shown).orElse(""));
    }
    settled.run();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(original())) {
      put(original());
      before.ifPresent(this::take);
      event.consume();
    }
  }

  private String original() {
    return live ? before.map(format::shown).orElse("") : clean;
  }

  private void fault(Optional<String> words) {
    pseudo(words.isPresent());
    Parts.show(fault, words.orElse(""));
    fault.setVisible(words.isPresent());
    fault.setManaged(words.isPresent());
    field.setAccessibleHelp(words.orElse(""));
  }

  private void pseudo(boolean invalid) {
    field.pseudoClassStateChanged(INVALID, invalid);
  }
}
