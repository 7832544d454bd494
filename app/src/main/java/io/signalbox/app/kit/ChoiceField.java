package io.signalbox.app.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// A choice of a few values. Choosing tells of it; showing does not.
///
/// @param <T> the values
public final class ChoiceField<T> extends ComboBox<T> {
  private Consumer<T> taken = value -> {};
  private boolean showing;

  /// A choice of these values.
  ///
  /// @param name what a screen reader says
  /// @param words how a value is called
  public ChoiceField(String name, List<T> values, Function<T, String> words) {
    getStyleClass().add("choice-field");
    setAccessibleText(name);
    getItems().setAll(values);
    setMaxWidth(Double.MAX_VALUE);
    setConverter(new Words<>(words));
    valueProperty().addListener((o, before, now) -> chosen(Optional.ofNullable(now)));
  }

  private void chosen(Optional<T> value) {
    if (!showing) {
      value.ifPresent(taken);
    }
  }

  /// Told of each value that is chosen.
  public ChoiceField<T> onTaken(Consumer<T> reader) {
    taken = reader;
    return this;
  }

  /// Offers other values; what is shown stays.
  public void offer(List<T> values) {
    if (!getItems().equals(values)) {
      showing = true;
      T now = getValue();
      getItems().setAll(values);
      setValue(now);
      showing = false;
    }
  }

  /// Shows a value.
  public void show(T value) {
    showing = true;
    setPromptText("");
    setValue(value);
    showing = false;
  }

  /// Shows that there are several values.
  public void showSeveral() {
    showing = true;
    setPromptText("several");
    getSelectionModel().clearSelection();
    showing = false;
  }

  private static final class Words<T> extends StringConverter<T> {
    private final Function<T, String> words;

    Words(Function<T, String> words) {
      this.words = words;
    }

    @Override
    public String toString(T value) {
      return Optional.ofNullable(value).map(words).orElse("");
    }

    @Override
    public T fromString(String text) {
      throw new UnsupportedOperationException(text);
    }
  }
}
