package io.signalbox.app.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The keys that the user has chosen in the place of the usual ones. Each change is remembered. For
/// the UI thread.
public final class Shortcuts {
  private static final String NAME = "shortcuts";

  private final PersistedState memory;
  private final ReadOnlyObjectWrapper<Map<String, String>> chosen =
      new ReadOnlyObjectWrapper<>(this, "chosen", Map.of());

  public Shortcuts(PersistedState memory) {
    this.memory = memory;
    var all = new TreeMap<String, String>();
    for (String each : memory.state().list(NAME)) {
      int at = each.indexOf('=');
      if (at > 0) {
        all.put(each.substring(0, at), each.substring(at + 1));
      }
    }
    chosen.set(Map.copyOf(all));
  }

  /// The chosen keys by the action's id, as `Action` writes keys; empty keys: it has none.
  public ReadOnlyObjectProperty<Map<String, String>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /// The keys that were chosen for an action; empty if it has its usual ones.
  public Optional<String> of(String action) {
    return Optional.ofNullable(chosen.get().get(action));
  }

  /// Gives an action other keys.
  ///
  /// @param keys empty: none at all
  public void choose(String action, String keys) {
    var all = new TreeMap<>(chosen.get());
    all.put(action, keys);
    keep(all);
  }

  /// Gives an action its usual keys again.
  public void reset(String action) {
    var all = new TreeMap<>(chosen.get());
    all.remove(action);
    keep(all);
  }

  /// Gives all actions their usual keys again.
  public void resetAll() {
    keep(Map.of());
  }

  private void keep(Map<String, String> all) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(all).forEach((action, keys) -> words.add(action + "=" + keys));
    memory.put(NAME, words);
    chosen.set(Map.copyOf(all));
  }
}
