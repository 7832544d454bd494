package io.signalbox.app.kit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// A field that offers what fits the letters in it. Free text is taken if it is wanted.
public final class SuggestField extends TextField {
  private static final int MOST = 300;

  private final Supplier<List<Suggestion>> source;
  private final SuggestionList list = new SuggestionList(this, this::choose);
  private Consumer<String> taken = value -> {};
  private Optional<Suggestion> last = Optional.empty();
  private boolean free;
  private boolean fresh;
  private String value = "";
  private String clean = "";
  private boolean showing;

  /// Something to choose.
  ///
  /// @param value what is taken
  /// @param words how it is called; found by these and by the value
  /// @param more what else is to be known of it, for the right side
  public record Suggestion(String value, String words, String more) {
    /// Something that is called what it is.
    public static Suggestion of(String value) {
      return new Suggestion(value, value, "");
    }

    boolean fits(String letters) {
      return letters.isEmpty()
          || words.toLowerCase(Locale.ROOT).contains(letters)
          || value.toLowerCase(Locale.ROOT).contains(letters);
    }
  }

  /// A field.
  ///
  /// @param name what a screen reader says
  /// @param source asked when the list opens
  public SuggestField(String name, Supplier<List<Suggestion>> source) {
    this.source = source;
    getStyleClass().add("suggest-field");
    setAccessibleText(name);
    textProperty().addListener((o, before, now) -> typed());
    focusedProperty().addListener((o, was, is) -> focus(is));
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    addEventHandler(MouseEvent.MOUSE_CLICKED, e -> clicked());
  }

  /// Told of each value that is taken.
  public SuggestField onTaken(Consumer<String> reader) {
    taken = reader;
    return this;
  }

  /// Offers this too, at the end, whatever the letters are.
  public SuggestField always(Suggestion offer) {
    last = Optional.of(offer);
    return this;
  }

  /// Takes what is not offered too.
  public SuggestField free() {
    free = true;
    return this;
  }

  /// The value that is shown.
  public String value() {
    return value;
  }

  /// Shows a value, by its words if it is one that is offered.
  public void show(String next, String words) {
    setPromptText("");
    if (!value.equals(next) || (!isFocused() && !getText().equals(words))) {
      value = next;
      put(words);
    }
  }

  /// Shows that there are several values.
  public void showSeveral() {
    value = "";
    put("");
    setPromptText("several");
  }

  private void put(String words) {
    showing = true;
    setText(words);
    positionCaret(isFocused() ? words.length() : 0);
    showing = false;
  }

  private void typed() {
    if (!showing && isFocused()) {
      open(getText());
    }
  }

  private void focus(boolean has) {
    if (has) {
      clean = getText();
      fresh = true;
      selectAll();
      return;
    }
    list.hide();
    if (free) {
      takeText();
    } else {
      put(clean);
    }
  }

  private void takeText() {
    String text = getText().strip();
    if (!text.equals(clean)) {
      clean = text;
      take(text);
    }
  }

  private void take(String next) {
    value = next;
    taken.accept(next);
  }

  /// The first click chooses all of the text, as the tab key does; the next one places the caret.
  private void clicked() {
    if (fresh) {
      selectAll();
    }
    fresh = false;
    open();
  }

  private void open() {
    open("");
  }

  private void open(String typed) {
    String letters = typed.strip().toLowerCase(Locale.ROOT);
    List<Suggestion> fit =
        Stream.concat(
                source.get().stream().filter(each -> each.fits(letters)).limit(MOST), last.stream())
            .toList();
    if (fit.isEmpty() && free) {
      list.hide();
    } else {
      list.show(fit, !free && !letters.isEmpty());
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(SuggestionList.ROWS);
      case PAGE_UP -> move(-SuggestionList.ROWS);
      case ENTER -> enter();
      case ESCAPE -> {
        if (!list.isShowing() && getText().equals(clean)) {
          return;
        }
        list.hide();
        put(clean);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void enter() {
    Optional<Suggestion> chosen = list.isShowing() ? list.selected() : Optional.empty();
    if (chosen.isPresent()) {
      choose(chosen.get());
    } else if (free) {
      list.hide();
      takeText();
    } else {
      open();
    }
  }

  private void move(int by) {
    if (!list.isShowing()) {
      open();
      return;
    }
    list.move(by);
  }

  private void choose(Suggestion offer) {
    list.hide();
    put(offer.words());
    clean = offer.words();
    take(offer.value());
  }
}
