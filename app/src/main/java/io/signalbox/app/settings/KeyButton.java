package io.signalbox.app.settings;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Shows the keys of an action; pressed, it takes the next keys in their place. Escape leaves it,
/// Backspace takes the keys away.
final class KeyButton extends Button {
  private final Action action;
  private final Consumer<String> taken;
  private boolean waiting;

  /// @param taken gets the keys, as [KeyCombination#valueOf] reads them
  KeyButton(Action action, Consumer<String> taken) {
    this.action = action;
    this.taken = taken;
    getStyleClass().addAll("quiet", "mono", "shortcut");
    setId("keys-" + action.id());
    setMaxWidth(Double.MAX_VALUE);
    setOnAction(e -> await(true));
    addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    focusedProperty()
        .addListener((o, before, now) -> {
          if (!now) {
            await(false);
          }
        });
    await(false);
  }

  private void await(boolean now) {
    waiting = now;
    String keys = action.keys().isEmpty() ? "none" : action.shownKeys();
    Parts.show(this, now ? "Press keys…" : keys);
    setAccessibleText("Shortcut of " + action.words() + ": " + keys + ". Press to change.");
  }

  private void press(KeyEvent event) {
    if (!waiting || event.getCode().isModifierKey()) {
      return;
    }
    event.consume();
    await(false);
    switch (event.getCode()) {
      case ESCAPE -> {}
      case BACK_SPACE, DELETE -> taken.accept("");
      default -> keys(event).ifPresent(taken);
    }
  }

  /// A letter alone would be taken from every field; in a pane it is fine.
  private Optional<String> keys(KeyEvent event) {
    boolean held = event.isShortcutDown() || event.isAltDown() || event.getCode().isFunctionKey();
    return held || action.local() ? Optional.of(combination(event).getName()) : Optional.empty();
  }

  private static KeyCombination combination(KeyEvent event) {
    var held = new ArrayList<KeyCombination.Modifier>();
    if (event.isShortcutDown()) {
      held.add(KeyCombination.SHORTCUT_DOWN);
    }
    if (event.isShiftDown()) {
      held.add(KeyCombination.SHIFT_DOWN);
    }
    if (event.isAltDown()) {
      held.add(KeyCombination.ALT_DOWN);
    }
    KeyCode code = event.getCode();
    return new KeyCodeCombination(code, held.toArray(KeyCombination.Modifier[]::new));
  }
}
