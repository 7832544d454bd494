package io.signalbox.app.inspector;

import io.signalbox.app.kit.ChipSet;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// The fields of a subject, one below the other. They stay while the document changes, and follow
/// it; where the focus is, nothing moves.
///
/// @param <T> what the subject is
final class Form<T> extends VBox {
  private final Subject<T> subject;
  private final List<Runnable> followers = new ArrayList<>();

  Form(Subject<T> subject) {
    this.subject = subject;
    getStyleClass().add("form");
  }

  Subject<T> subject() {
    return subject;
  }

  /// Shows what the document says now.
  void follow() {
    if (subject.first().isPresent()) {
      followers.forEach(Runnable::run);
    }
  }

  /// A part that looks after itself.
  Form<T> part(Node view, Runnable follow) {
    getChildren().add(view);
    followers.add(follow);
    return this;
  }

  /// The same under a name.
  Form<T> part(String name, Node view, Runnable follow) {
    return part(Parts.field(name, view), follow);
  }

  /// Words that explain.
  Form<T> words(String words) {
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    getChildren().add(label);
    return this;
  }

  /// A head above what follows.
  Form<T> head(String words) {
    getChildren().add(Parts.sectionHead(words));
    return this;
  }

  /// A value, taken when it is complete.
  <V> Form<T> value(String name, Format<V> format, Function<T, V> get, BiFunction<T, V, T> with) {
    return add(name, new ValueField<>(name, format), get, with, false, "");
  }

  /// The same for figures and code.
  <V> Form<T> figure(String name, Format<V> format, Function<T, V> get, BiFunction<T, V, T> with) {
    return add(name, new ValueField<>(name, format), get, with, false, "mono");
  }

  /// A value, taken while it is typed.
  <V> Form<T> typed(String name, Format<V> format, Function<T, V> get, BiFunction<T, V, T> with) {
    return add(name, new ValueField<>(name, format), get, with, true, "");
  }

  private <V> Form<T> add(
      String name,
      ValueField<V> field,
      Function<T, V> get,
      BiFunction<T, V, T> with,
      boolean live,
      String style) {
    if (live) {
      field
          .live(subject.context().editor()::closeEdit)
          .onTaken(value -> subject.type(what(name), each -> with.apply(each, value)));
    } else {
      field.onTaken(value -> subject.change(what(name), each -> with.apply(each, value)));
    }
    if (!style.isEmpty()) {
      field.control().getStyleClass().add(style);
    }
    field.control().setId(slug(name));
    return part(
        name, field, () -> subject.common(get).ifPresentOrElse(field::show, field::showSeveral));
  }

  /// Long text, taken while it is typed; empty is none.
  Form<T> prose(
      String name, Function<T, Optional<String>> get, BiFunction<T, Optional<String>, T> with) {
    var prose = new Prose(name);
    prose.setId(slug(name));
    prose.onTaken(
        text ->
            subject.type(
                what(name),
                each -> with.apply(each, Optional.of(text).filter(some -> !some.isBlank()))),
        subject.context().editor()::closeEdit);
    return part(
        name,
        prose,
        () ->
            subject
                .common(get)
                .ifPresentOrElse(text -> prose.show(text.orElse("")), prose::showSeveral));
  }

  /// One of a few values.
  <V> Form<T> choice(
      String name,
      List<V> values,
      Function<V, String> words,
      Function<T, V> get,
      BiFunction<T, V, T> with) {
    var field = new ChoiceField<>(name, values, words);
    field.setId(slug(name));
    field.onTaken(value -> subject.change(what(name), each -> with.apply(each, value)));
    return part(
        name, field, () -> subject.common(get).ifPresentOrElse(field::show, field::showSeveral));
  }

  /// Some of a few values.
  <V> Form<T> some(
      String name,
      List<V> values,
      Function<V, String> words,
      Function<T, List<V>> get,
      BiFunction<T, List<V>, T> with) {
    var chips = new ChipSet<>(name, values, words);
    chips.setId(slug(name));
    chips.onTaken(chosen -> subject.change(what(name), each -> with.apply(each, chosen)));
    return part(name, chips, () -> chips.show(subject.common(get).orElse(List.of())));
  }

  /// A word with offers.
  Form<T> suggested(
      String name,
      boolean free,
      Supplier<List<SuggestField.Suggestion>> offers,
      Function<T, String> get,
      BiFunction<T, String, T> with) {
    var field = new SuggestField(name, offers);
    field.setId(slug(name));
    if (free) {
      field.free();
    }
    field.onTaken(value -> subject.change(what(name), each -> with.apply(each, value)));
    return part(
        name,
        field,
        () ->
            subject
                .common(get)
                .ifPresentOrElse(
                    value -> field.show(value, words(offers, value)), field::showSeveral));
  }

  private static String words(Supplier<List<SuggestField.Suggestion>> offers, String value) {
    return offers.get().stream()
        .filter(each -> each.value().equals(value))
        .map(SuggestField.Suggestion::words)
        .findFirst()
        .orElse(value);
  }

  /// How a change of a field is called.
  static String what(String name) {
    return "Change " + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /// The id of a field's control: `first-token-within`.
  static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
  }

  /// A span that need not be there.
  static Format<Optional<java.time.Duration>> span() {
    return Formats.optional(Formats.duration());
  }

  /// A few lines of text.
  static final class Prose extends TextArea {
    private String shown = "";
    private boolean showing;

    Prose(String name) {
      setAccessibleText(name);
      setWrapText(true);
      setPrefRowCount(2);
      getStyleClass().add("prose");
      addEventFilter(KeyEvent.KEY_PRESSED, Prose::tab);
    }

    /// A tab leads on: this is a field, not a page.
    private static void tab(KeyEvent event) {
      if (event.getCode() == KeyCode.TAB && event.getSource() instanceof Prose prose) {
        prose.requestFocusTraversal(
            event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        event.consume();
      }
    }

    void onTaken(java.util.function.Consumer<String> taken, Runnable settled) {
      textProperty()
          .addListener((o, before, now) -> {
            if (!showing) {
              shown = now;
              taken.accept(now);
            }
          });
      focusedProperty()
          .addListener((o, was, is) -> {
            if (!is) {
              settled.run();
            }
          });
    }

    void show(String text) {
      if (!text.equals(shown.isBlank() ? "" : shown)) {
        put(text);
      }
      setPromptText("");
    }

    void showSeveral() {
      put("");
      setPromptText("several");
    }

    private void put(String text) {
      showing = true;
      shown = text;
      int caret = getCaretPosition();
      setText(text);
      positionCaret(Math.min(caret, text.length()));
      showing = false;
    }
  }
}
