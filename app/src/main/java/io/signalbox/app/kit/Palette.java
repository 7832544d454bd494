package io.signalbox.app.kit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Finds whatever can be done or gone to by a few letters of its name. It lies over the window
/// while it is open and takes no room otherwise.
public final class Palette extends VBox {
  private static final int MOST = 200;
  private static final double ROW = 30;
  private static final int ROWS = 12;

  private final Supplier<List<Entry>> source;
  private final TextField field = new TextField();
  private final ObservableList<Entry> found = FXCollections.observableArrayList();
  private final ListView<Entry> list = new ListView<>(found);
  private List<Entry> all = List.of();
  private Runnable after = () -> {};
  private boolean opening;

  /// Something to choose.
  ///
  /// @param words what it is
  /// @param group what kind of thing it is, for the right side
  /// @param keys its keys for a person; may be empty
  public record Entry(String words, String group, String keys, boolean enabled, Runnable run) {}

  /// A palette.
  ///
  /// @param source asked each time it opens
  public Palette(Supplier<List<Entry>> source) {
    this(source, "palette", "Search or run a command", 560);
    StackPane.setAlignment(this, Pos.TOP_CENTER);
  }

  /// A palette for something else than the whole window.
  ///
  /// @param id of its field
  /// @param prompt what it asks for
  /// @param width at most
  public Palette(Supplier<List<Entry>> source, String id, String prompt, double width) {
    this.source = source;
    getStyleClass().add("palette");
    setMaxSize(width, USE_PREF_SIZE);
    field.setId(id);
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
    field.textProperty().addListener((o, before, now) -> search(now));
    field.setOnAction(e -> choose());
    field.addEventFilter(KeyEvent.ANY, this::firstLetter);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Row());
    list.setFocusTraversable(false);
    list.setOnMouseClicked(e -> choose());
    list.setPlaceholder(Parts.label("No matches.", "second"));
    getChildren().addAll(field, list);
    close();
  }

  /// Opens it.
  ///
  /// @param closed done when it has closed again, before what was chosen
  public void open(Runnable closed) {
    after = closed;
    all = source.get();
    field.clear();
    search("");
    opening = true;
    setVisible(true);
    setManaged(true);
    toFront();
    field.requestFocus();
  }

  /// Offers what is there now, if it is open.
  public void reload() {
    if (isOpen()) {
      all = source.get();
      search(field.getText());
    }
  }

  /// Whether it is open.
  public boolean isOpen() {
    return isVisible();
  }

  /// Closes it; nothing is done.
  public void close() {
    setVisible(false);
    setManaged(false);
  }

  /// The letter that opened it is not meant for the field: it is typed after it is pressed.
  private void firstLetter(KeyEvent event) {
    if (opening && event.getEventType() == KeyEvent.KEY_TYPED) {
      event.consume();
    }
    opening = false;
  }

  private void search(String typed) {
    found.setAll(matches(all, typed).stream().limit(MOST).toList());
    list.setPrefHeight(Math.clamp(found.size(), 1, ROWS) * ROW + 2);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  /// What fits the letters, the best first.
  static List<Entry> matches(List<Entry> all, String typed) {
    String wanted = plain(typed).strip();
    record Ranked(Entry entry, int rank) {}
    return all.stream()
        .flatMap(entry -> {
          String words = plain(entry.words());
          OptionalInt own = rank(words, wanted);
          OptionalInt rank =
              own.isPresent() ? own : behind(rank(words + " " + plain(entry.group()), wanted));
          return rank.stream().mapToObj(each -> new Ranked(entry, each));
        })
        .sorted(Comparator.comparingInt(Ranked::rank))
        .map(Ranked::entry)
        .toList();
  }

  /// What is only found by what kind of thing it is stands last.
  private static OptionalInt behind(OptionalInt rank) {
    return rank.isPresent() ? OptionalInt.of(rank.getAsInt() + 4) : rank;
  }

  /// `gpt-5.1` is also found as `GPT 5.1`.
  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
  }

  private static OptionalInt rank(String words, String wanted) {
    if (words.startsWith(wanted)) {
      return OptionalInt.of(0);
    }
    if (words.contains(" " + wanted)) {
      return OptionalInt.of(1);
    }
    if (words.contains(wanted)) {
      return OptionalInt.of(2);
    }
    return inOrder(words, wanted) ? OptionalInt.of(3) : OptionalInt.empty();
  }

  private static boolean inOrder(String words, String wanted) {
    int at = 0;
    for (int i = 0; i < words.length() && at < wanted.length(); i++) {
      at += words.charAt(i) == wanted.charAt(at) ? 1 : 0;
    }
    return at == wanted.length();
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> leave();
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(ROWS);
      case PAGE_UP -> move(-ROWS);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int by) {
    int last = Math.max(0, found.size() - 1);
    int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - ROWS / 2));
  }

  private void leave() {
    close();
    after.run();
  }

  private void choose() {
    Entry chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.enabled()) {
      leave();
      chosen.run().run();
    }
  }

  private static final class Row extends ListCell<Entry> {
    private final Label words = new Label();
    private final Label group = Parts.label("", "second");
    private final Label keys = Parts.label("", "keys");
    private final HBox box = new HBox(8, words, Parts.spring(), group, keys);

    Row() {
      box.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(0);
      setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setGraphic(empty ? null : box);
      if (entry != null && !empty) {
        Parts.show(words, entry.words());
        words.setDisable(!entry.enabled());
        Parts.show(group, entry.group());
        Parts.show(keys, entry.keys());
        keys.setVisible(!entry.keys().isEmpty());
        keys.setManaged(keys.isVisible());
      }
    }
  }
}
