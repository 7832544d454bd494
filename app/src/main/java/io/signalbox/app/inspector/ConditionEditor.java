package io.signalbox.app.inspector;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Condition;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// A condition as a builder and as text; each follows the other. Only what is sound is written.
final class ConditionEditor extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private final Session session;
  private final String name;
  private final Language language;
  private final TextArea text = new TextArea();
  private final Label fault = Parts.label("", "fault");
  private Optional<String> shown = Optional.empty();
  private boolean optional;
  private boolean showing;
  private Consumer<Optional<Condition>> taken = condition -> {};

  ConditionEditor(Session session, String name, Language language) {
    this.session = session;
    this.name = name;
    this.language = language;
    getStyleClass().add("condition-editor");
    text.getStyleClass().addAll("mono", "cel");
    text.setWrapText(true);
    text.setPrefRowCount(1);
    text.setAccessibleText(name + ", as text");
    fault.setWrapText(true);
    fault(Optional.empty());
    text.textProperty().addListener((o, before, now) -> typed(now));
    text.focusedProperty().addListener((o, was, is) -> focus(is));
    getChildren().addAll(text, fault);
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
    }
  }

  private void put(String cel) {
    showing = true;
    int caret = text.getCaretPosition();
    text.setText(cel);
    text.positionCaret(Math.min(caret, cel.length()));
    showing = false;
    fault(Optional.empty());
  }

  private void typed(String cel) {
    if (showing) {
      return;
    }
    if (optional && cel.isBlank()) {
      fault(Optional.empty());
      take(Optional.empty());
      return;
    }
    switch (language.read(cel.stripTrailing())) {
      case Condition.Reading.Ready(Condition condition) -> {
        fault(Optional.empty());
        take(Optional.of(condition));
      }
      case Condition.Reading.Broken broken -> fault(Optional.of(words(broken.faults().getFirst())));
    }
  }

  private static String words(Condition.Fault fault) {
    String where = fault.line() > 1 ? "Line " + fault.line() + ", column " : "Column ";
    return where
        + fault.column()
        + ": "
        + fault.message()
        + ". The old condition stays until then.";
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
      session.closeEdit();
    }
  }

  private void fault(Optional<String> words) {
    text.pseudoClassStateChanged(INVALID, words.isPresent());
    fault.setText(words.orElse(""));
    fault.setVisible(words.isPresent());
    fault.setManaged(words.isPresent());
    text.setAccessibleHelp(words.orElse(""));
  }
}
