package io.signalbox.app.inspector;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.SuggestionList;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// A condition as a builder and as text; each follows the other. Only what is sound is written.
final class ConditionEditor extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private static final int LETTERS = 27;

  private final Editor editor;
  private final String name;
  private final ConditionLanguage language;
  private final TextArea text = Parts.textArea();
  private final SuggestionList offers = new SuggestionList(text, this::complete);
  private final ConditionBuilder builder;
  private final Label fault = Parts.label("", "fault");
  private Optional<String> shown = Optional.empty();
  private boolean optional;
  private boolean showing;
  private Consumer<Optional<Condition>> taken = condition -> {};

  ConditionEditor(Editor editor, String name, ConditionLanguage language) {
    this.editor = editor;
    this.name = name;
    this.language = language;
    getStyleClass().add("condition-editor");
    text.getStyleClass().addAll("mono", "cel");
    text.setWrapText(true);
    text.setPrefRowCount(1);
    text.setAccessibleText(name + ", as text");
    text.setId(Form.slug(name));
    builder = new ConditionBuilder(editor, language, this::built);
    fault.setWrapText(true);
    fault(Optional.empty());
    text.textProperty().addListener((o, before, now) -> typed(now));
    text.focusedProperty().addListener((o, was, is) -> focus(is));
    text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    getChildren().addAll(builder, text, fault);
  }

  String name() {
    return name;
  }

  TextArea control() {
    return text;
  }

  /// Nothing is a condition too: that there is none.
  ConditionEditor optional() {
    optional = true;
    return this;
  }

  ConditionEditor onTaken(Consumer<Optional<Condition>> reader) {
    taken = reader;
    return this;
  }

  void show(Optional<Condition> condition) {
    String now = condition.map(Condition::text).orElse("");
    if (!shown.equals(Optional.of(now))) {
      shown = Optional.of(now);
      put(now);
      build(condition);
      condition.filter(each -> !each.isReadable()).ifPresent(each -> judge(now));
    }
  }

  /// Says what is wrong with a text that came so from the file.
  private void judge(String cel) {
    if (language.read(cel) instanceof Condition.Parsed.Broken broken) {
      fault(Optional.of(words(broken.faults().getFirst())));
    }
  }

  private void build(Optional<Condition> condition) {
    condition
        .map(ConditionTree::of)
        .ifPresentOrElse(
            builder::show,
            () -> {
              if (optional) {
                builder.showNothing();
              }
            });
  }

  /// The builder has a condition that is complete.
  private void built(ConditionTree tree) {
    switch (language.read(tree.text())) {
      case Condition.Parsed.Ready(Condition condition) -> {
        put(condition.text());
        take(Optional.of(condition));
      }
      case Condition.Parsed.Broken broken -> fault(Optional.of(words(broken.faults().getFirst())));
    }
  }

  private void put(String cel) {
    showing = true;
    int caret = text.getCaretPosition();
    text.setText(cel);
    text.positionCaret(Math.min(caret, cel.length()));
    rows(cel);
    showing = false;
    fault(Optional.empty());
  }

  private void typed(String cel) {
    if (showing) {
      return;
    }
    rows(cel);
    offer();
    if (optional && cel.isBlank()) {
      fault(Optional.empty());
      take(Optional.empty());
      builder.showNothing();
      return;
    }
    switch (language.read(cel.stripTrailing())) {
      case Condition.Parsed.Ready(Condition condition) -> {
        fault(Optional.empty());
        take(Optional.of(condition));
        builder.show(ConditionTree.of(condition));
      }
      case Condition.Parsed.Broken broken -> fault(Optional.of(words(broken.faults().getFirst())));
    }
  }

  private void rows(String cel) {
    int rows = cel.lines().mapToInt(line -> 1 + line.length() / LETTERS).sum();
    text.setPrefRowCount(Math.clamp(rows, 1, 6));
  }

  /// Offers what could stand at the caret.
  private void offer() {
    // The caret moves only after the text has changed.
    Ui.later(() -> {
      List<SuggestField.Suggestion> fit =
          text.isFocused()
              ? new CelCompletions(editor.document().graph(), language).of(prefix())
              : List.of();
      if (fit.isEmpty()) {
        offers.hide();
      } else {
        offers.show(fit, false);
      }
    });
  }

  private String prefix() {
    return CelCompletions.prefix(text.getText(), text.getCaretPosition());
  }

  private void complete(SuggestField.Suggestion offer) {
    int end = text.getCaretPosition();
    offers.hide();
    text.replaceText(end - prefix().length(), end, offer.value());
  }

  private void key(KeyEvent event) {
    boolean open = offers.isShowing();
    switch (event.getCode()) {
      case DOWN -> event(event, open, () -> offers.move(1));
      case UP -> event(event, open, () -> offers.move(-1));
      case ESCAPE -> event(event, open, offers::hide);
      case ENTER ->
          event(event, true, () -> offers.selected().filter(x -> open).ifPresent(this::complete));
      case TAB -> tab(event, open);
      case SPACE -> event(event, event.isControlDown(), this::offer);
      default -> {}
    }
  }

  private static void event(KeyEvent event, boolean ours, Runnable action) {
    if (ours) {
      action.run();
      event.consume();
    }
  }

  /// A tab takes the offer, else it leads on: this is a field, not a page.
  private void tab(KeyEvent event, boolean open) {
    if (open && offers.selected().isPresent()) {
      event(event, true, () -> offers.selected().ifPresent(this::complete));
    } else {
      boolean back = event.isShiftDown();
      event(
          event,
          true,
          () ->
              text.requestFocusTraversal(
                  back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT));
    }
  }

  private static String words(Condition.Fault fault) {
    String where = fault.line() > 1 ? "Line " + fault.line() + ", column " : "Column ";
    return where
        + fault.column()
        + ": "
        + fault.words()
        + ". The previous condition applies until this is fixed.";
  }

  private void take(Optional<Condition> condition) {
    String now = condition.map(Condition::text).orElse("");
    if (!shown.equals(Optional.of(now))) {
      shown = Optional.of(now);
      taken.accept(condition);
    }
  }

  private void focus(boolean has) {
    if (!has) {
      offers.hide();
      editor.closeEdit();
    }
  }

  private void fault(Optional<String> words) {
    text.pseudoClassStateChanged(INVALID, words.isPresent());
    Parts.show(fault, words.orElse(""));
    fault.setVisible(words.isPresent());
    fault.setManaged(words.isPresent());
    text.setAccessibleHelp(words.orElse(""));
  }
}
