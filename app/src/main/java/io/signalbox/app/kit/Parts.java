package io.signalbox.app.kit;

import io.signalbox.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small things that every pane is made of. Words that they show may come from outside: characters
/// that cannot be seen or that reorder others are written out, see [VisibleText].
public final class Parts {
  private Parts() {}

  /// The head of a section, in small capitals.
  public static Label sectionHead(String words) {
    var head = label(words.toUpperCase(java.util.Locale.ROOT), "section-head");
    head.setAccessibleText(words);
    return head;
  }

  /// Words with style classes.
  public static Label label(String words, String... styles) {
    var label = new Label(VisibleText.lines(words));
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// What a page is about, below its title; as many lines as it needs.
  public static Label pageWords(String words) {
    return wrapped(words, "page-words");
  }

  /// Words in as many lines as they need.
  public static Label wrapped(String words, String... styles) {
    var label = label(words, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// Shows a part or takes it away, with the room that it needs.
  public static void setShown(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }

  /// Does something when Escape is pressed within a part.
  public static void onEscape(Node part, Runnable action) {
    part.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE) {
        action.run();
        e.consume();
      }
    });
  }

  /// Shows words, which may come from outside: a `_` in them is one and marks no letter.
  public static void show(Labeled where, String words) {
    where.setMnemonicParsing(false);
    where.setText(VisibleText.lines(words));
  }

  /// The same for an item of a menu.
  public static void show(MenuItem where, String words) {
    where.setMnemonicParsing(false);
    where.setText(VisibleText.lines(words));
  }

  /// The same for a tooltip.
  public static void show(Tooltip where, String words) {
    where.setText(VisibleText.lines(words));
  }

  /// The same for a text.
  public static void show(Text where, String words) {
    where.setText(VisibleText.lines(words));
  }

  /// Words that can be clicked.
  public static Hyperlink link(String words) {
    var part = new Hyperlink();
    show(part, words);
    return part;
  }

  /// Words that appear when the pointer rests.
  public static Tooltip tooltip(String words) {
    return new Tooltip(VisibleText.lines(words));
  }

  /// Words that appear when the pointer rests on a part and never change.
  public static void tip(Node part, String words) {
    part.setAccessibleHelp(VisibleText.lines(words));
    tip(part, () -> words);
  }

  /// The same with words that are asked for whenever the pointer comes. A tooltip is a window, so
  /// it is only made for a pointer that has come.
  public static void tip(Node part, Supplier<String> words) {
    var made = new ArrayList<Tooltip>(1);
    part.addEventHandler(
        MouseEvent.MOUSE_ENTERED,
        e -> {
          if (made.isEmpty()) {
            made.add(new Tooltip());
            Tooltip.install(part, made.getFirst());
          }
          show(made.getFirst(), CutText.before(part, words.get()));
        });
  }

  /// An item of a menu.
  public static MenuItem item(String words) {
    var part = new MenuItem();
    show(part, words);
    return part;
  }

  /// A menu below another.
  public static Menu menu(String words) {
    var part = new Menu();
    show(part, words);
    return part;
  }

  /// A piece of a text that flows.
  public static Text text(String words) {
    return new Text(VisibleText.lines(words));
  }

  /// A box to check.
  public static CheckBox check(String words) {
    var part = new CheckBox();
    show(part, words);
    return part;
  }

  /// A field of several lines that the Tab key leaves, as it leaves every other field.
  public static TextArea textArea() {
    var area = new TextArea();
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.TAB && !e.isShortcutDown()) {
            area.requestFocusTraversal(
                e.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            e.consume();
          }
        });
    return area;
  }

  /// A button that stays down.
  public static ToggleButton toggle(String words) {
    var part = new ToggleButton();
    show(part, words);
    return part;
  }

  /// A few words on a round ground.
  public static Label chip(String words) {
    return label(words, "chip");
  }

  /// The one mark of what no provider has answered.
  public static Label simulatedChip() {
    Label chip = label("simulated", "simulated-chip");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    chip.setAccessibleText("Simulated: no provider was called");
    return chip;
  }

  /// A figure above a word that says what it is.
  public static VBox figure(String figure, String word) {
    Label value = label(figure, "figure");
    value.setMinWidth(Region.USE_PREF_SIZE);
    Label name = label(word, "second");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var box = new VBox(value, name);
    box.getStyleClass().add("figure-box");
    box.setAccessibleRole(AccessibleRole.TEXT);
    box.setAccessibleText(word + ": " + figure);
    return box;
  }

  /// What fills the rest of a row.
  public static Region spring() {
    var spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// A button that is only a picture; the words are its tooltip and what a screen reader says.
  public static Button iconButton(Ikon icon, String words, Runnable action) {
    var button = new Button();
    button.setGraphic(new FontIcon(icon));
    button.getStyleClass().add("icon-only");
    tip(button, words);
    button.setAccessibleText(words);
    button.setOnAction(e -> action.run());
    return button;
  }

  /// A button with words.
  public static Button button(String words, Runnable action, String... styles) {
    var button = new Button();
    show(button, words);
    button.getStyleClass().addAll(styles);
    button.setOnAction(e -> action.run());
    return button;
  }

  /// A square in the colour of a kind.
  public static Region swatch(String kind) {
    var swatch = new Region();
    swatch.getStyleClass().addAll("swatch", kind);
    return swatch;
  }

  /// A name above its field.
  public static VBox field(String name, Node value) {
    var label = label(name, "field-name");
    label.setLabelFor(value);
    var box = new VBox(label, value);
    box.getStyleClass().add("field-box");
    return box;
  }
}
