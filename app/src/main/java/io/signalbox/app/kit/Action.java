package io.signalbox.app.kit;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

/// Something that can be done, once for menus, keys and the palette.
///
/// @param id never changes: `edit.undo`; what stands before the dot is its group
/// @param words what is done, as a person says it: `Undo`
/// @param keys as [KeyCombination#valueOf] reads them: `Shortcut+Z`; empty if it has none
/// @param local whether the keys only count where the pane that it belongs to has the focus
/// @param enabled whether it can be done now
public record Action(
    String id,
    String words,
    String keys,
    boolean local,
    ObservableBooleanValue enabled,
    Runnable run) {

  /// Something without keys of its own.
  public static Action of(String id, String words, Runnable run) {
    return new Action(id, words, "", false, Bindings.createBooleanBinding(() -> true), run);
  }

  /// The same by these keys, wherever the focus is.
  public Action on(String shortcut) {
    return new Action(id, words, shortcut, false, enabled, run);
  }

  /// The same by these keys, where its pane has the focus.
  public Action onLocal(String key) {
    return new Action(id, words, key, true, enabled, run);
  }

  /// The same by other keys, at the same places.
  ///
  /// @param other empty: none
  public Action by(String other) {
    return new Action(id, words, other, local, enabled, run);
  }

  /// The same, only when it makes sense.
  public Action when(ObservableBooleanValue possible) {
    return new Action(id, words, keys, local, possible, run);
  }

  /// Its group: `edit`.
  public String group() {
    int dot = id.indexOf('.');
    return dot < 0 ? "" : id.substring(0, dot);
  }

  /// Its keys for a person; empty if it has none.
  public String shownKeys() {
    return keys.isEmpty() ? "" : KeyCombination.valueOf(keys).getDisplayText();
  }

  /// Does it, if it makes sense now.
  public void fire() {
    if (enabled.get()) {
      run.run();
    }
  }
}
