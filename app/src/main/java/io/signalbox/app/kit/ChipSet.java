package io.signalbox.app.kit;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Some of a number of words, each with a cross that takes it out, and a menu of those that are
/// left.
///
/// @param <T> what the words stand for
public final class ChipSet<T> extends FlowPane {
  private final List<T> all;
  private final Function<T, String> words;
  private final MenuButton more = new MenuButton("+");
  private Consumer<List<T>> taken = chosen -> {};
  private List<T> chosen = List.of();

  /// No word yet.
  ///
  /// @param name what a screen reader says of the menu
  public ChipSet(String name, List<T> all, Function<T, String> words) {
    this.all = List.copyOf(all);
    this.words = words;
    getStyleClass().addAll("chips", "chip-set");
    more.getStyleClass().addAll("chip", "chip-more", "no-arrow");
    more.setAccessibleText("Add to: " + name);
    rebuild();
  }

  /// Told of each other choice, in the order of all.
  public ChipSet<T> onTaken(Consumer<List<T>> reader) {
    taken = reader;
    return this;
  }

  /// Shows these.
  public void show(List<T> next) {
    if (!next.equals(chosen)) {
      chosen = List.copyOf(next);
      rebuild();
    }
  }

  private void rebuild() {
    boolean focused = getChildren().stream().anyMatch(each -> each.isFocusWithin());
    getChildren().clear();
    chosen.forEach(each -> getChildren().add(chip(each)));
    more.getItems().clear();
    all.stream().filter(each -> !chosen.contains(each)).forEach(this::offer);
    if (!more.getItems().isEmpty()) {
      getChildren().add(more);
    }
    if (focused) {
      getChildren().getLast().requestFocus();
    }
  }

  private Label chip(T each) {
    Label chip = Parts.chip(words.apply(each));
    chip.setGraphic(
        Parts.iconButton(
            MaterialDesignC.CLOSE,
            "Remove " + words.apply(each),
            () -> take(chosen.stream().filter(other -> !other.equals(each)).toList())));
    chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    return chip;
  }

  private void offer(T each) {
    var item = Parts.item(words.apply(each));
    item.setOnAction(e ->
        take(all.stream().filter(other -> other.equals(each) || chosen.contains(other)).toList()));
    more.getItems().add(item);
  }

  private void take(List<T> next) {
    show(next);
    taken.accept(next);
  }
}
