package io.signalbox.app.kit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;

/// A field that offers what fits the letters in it. Free text is taken if it is wanted.
public final class SuggestField extends TextField {
  private static final double ROW = 26;
  private static final int ROWS = 9;
  private static final int MOST = 300;

  private final Supplier<List<Offer>> source;
  private final ListView<Offer> list = new ListView<>();
  private final Popup popup = new Popup();
  private Consumer<String> taken = value -> {};
  private boolean free;
  private String value = "";
  private boolean showing;

  /// Something to choose.
  ///
  /// @param value what is taken
  /// @param words how it is called; found by these and by the value
  /// @param more what else is to be known of it, for the right side
  public record Offer(String value, String words, String more) {
    /// Something that is called what it is.
    public static Offer of(String value) {
      return new Offer(value, value, "");
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
  public SuggestField(String name, Supplier<List<Offer>> source) {
    this.source = source;
    getStyleClass().add("suggest-field");
    setAccessibleText(name);
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Row());
    list.setFocusTraversable(false);
    list.getStyleClass().add("suggestions");
    list.setPlaceholder(Parts.label("Nothing is called that.", "second"));
    list.setOnMouseClicked(e -> choose());
    popup.getContent().add(list);
    popup.setAutoFix(true);
    popup.setHideOnEscape(false);
    textProperty().addListener((o, before, now) -> typed());
    focusedProperty().addListener((o, was, is) -> focus(is));
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    addEventHandler(MouseEvent.MOUSE_CLICKED, e -> open());
  }

  /// Told of each value that is taken.
  public SuggestField onTaken(Consumer<String> reader) {
    taken = reader;
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
    positionCaret(words.length());
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
      selectAll();
      return;
    }
    popup.hide();
    if (free) {
      takeText();
    } else {
      put(clean);
    }
  }

  private String clean = "";

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

  private void open() {
    open("");
  }

  private void open(String typed) {
    String letters = typed.strip().toLowerCase(Locale.ROOT);
    List<Offer> fit = source.get().stream().filter(each -> each.fits(letters)).limit(MOST).toList();
    list.getItems().setAll(fit);
    list.setPrefSize(Math.max(getWidth(), 280), Math.clamp(fit.size(), 1, ROWS) * ROW + 4);
    list.getSelectionModel().clearSelection();
    if (!free && !letters.isEmpty()) {
      list.getSelectionModel().selectFirst();
    }
    if (fit.isEmpty() && free) {
      popup.hide();
    } else if (!popup.isShowing() && getScene() != null) {
      Styles.copy(this, popup.getScene());
      Bounds at = localToScreen(getBoundsInLocal());
      popup.show(this, at.getMinX(), at.getMaxY() + 2);
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(ROWS);
      case PAGE_UP -> move(-ROWS);
      case ENTER -> enter();
      case ESCAPE -> {
        if (!popup.isShowing() && getText().equals(clean)) {
          return;
        }
        popup.hide();
        put(clean);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void enter() {
    if (popup.isShowing() && list.getSelectionModel().getSelectedItem() != null) {
      choose();
    } else if (free) {
      popup.hide();
      takeText();
    } else {
      open();
    }
  }

  private void move(int by) {
    if (!popup.isShowing()) {
      open();
      return;
    }
    int last = Math.max(0, list.getItems().size() - 1);
    int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - ROWS / 2));
  }

  private void choose() {
    Optional.ofNullable(list.getSelectionModel().getSelectedItem())
        .ifPresent(offer -> {
          popup.hide();
          put(offer.words());
          clean = offer.words();
          take(offer.value());
        });
  }

  private static final class Row extends ListCell<Offer> {
    private final Label words = new Label();
    private final Label more = Parts.label("", "second");
    private final HBox box = new HBox(8, words, Parts.spring(), more);

    Row() {
      box.setAlignment(Pos.CENTER_LEFT);
      more.setMinWidth(0);
      words.setMinWidth(0);
      setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(Offer offer, boolean empty) {
      super.updateItem(offer, empty);
      setGraphic(empty ? null : box);
      if (offer != null && !empty) {
        words.setText(offer.words());
        more.setText(offer.more());
        setAccessibleText(offer.words() + " " + offer.more());
      }
    }
  }
}
