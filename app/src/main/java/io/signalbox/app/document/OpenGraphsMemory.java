package io.signalbox.app.document;

import io.signalbox.app.state.PersistedState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;

/// Which graphs were open when the program ended. For the UI thread.
public final class OpenGraphsMemory {
  private static final String OPEN = "open";
  private static final String FRONT = "front";

  private OpenGraphsMemory() {}

  /// Opens what was open, and what was typed and never saved; then remembers what is open from now
  /// on.
  ///
  /// @param then done when all is open
  public static void open(
      Editor editor, GraphStorage storage, PersistedState persisted, Runnable then) {
    List<Path> paths = persisted.state().paths(OPEN);
    Optional<String> front = persisted.state().text(FRONT).filter(each -> !each.isEmpty());
    storage.openAll(
        paths,
        () ->
            storage.openDrafts(drafts -> {
              editor.files().stream()
                  .filter(file -> file.path().map(Path::toString).equals(front))
                  .findFirst()
                  .ifPresent(editor::show);
              remember(editor, persisted);
              then.run();
            }));
  }

  /// Remembers what is open, from now on.
  public static void remember(Editor editor, PersistedState persisted) {
    editor.files().addListener((ListChangeListener<OpenFile>) change -> write(editor, persisted));
    editor.currentProperty().addListener((o, before, now) -> write(editor, persisted));
    write(editor, persisted);
  }

  /// Remembers what is open, now: a graph may have been saved under another name since.
  public static void write(Editor editor, PersistedState persisted) {
    persisted.put(
        OPEN,
        editor.files().stream().flatMap(file -> file.path().stream()).map(Path::toString).toList());
    persisted.put(
        FRONT,
        editor.currentProperty().get().flatMap(OpenFile::path).map(Path::toString).orElse(""));
  }
}
