package io.signalbox.app.document;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.workspace.Drafts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps what was typed and not saved, so that it outlives the program. For the UI thread.
public final class DraftKeeper {
  private final Editor editor;
  private final Background background;
  private final Notices notices;
  private final Drafts drafts;
  private final Map<OpenFile, String> kept = new HashMap<>();

  DraftKeeper(Editor editor, Background background, Notices notices, Drafts drafts) {
    this.editor = editor;
    this.background = background;
    this.notices = notices;
    this.drafts = drafts;
  }

  /// Keeps drafts of what has changed since it was last asked, and drops those that are saved.
  public void keep() {
    for (OpenFile file : editor.files()) {
      String text = file.document().text();
      if (!file.changedProperty().get()) {
        if (kept.remove(file) != null) {
          drop(file);
        }
      } else if (!text.equals(kept.put(file, text))) {
        keep(file.path(), file.document().file(), text);
      }
    }
  }

  private void keep(Optional<Path> path, String name, String text) {
    run(() -> {
      if (path.isPresent()) {
        drafts.keep(path.get(), text);
      } else {
        drafts.keepHomeless(name, text);
      }
    });
  }

  /// A file was opened with this draft in it.
  void restored(OpenFile file, String text) {
    kept.put(file, text);
  }

  /// A file is going to have a place on the disk, if it had none.
  void saved(OpenFile file) {
    if (file.path().isEmpty()) {
      String name = file.document().file();
      run(() -> drafts.dropHomeless(name));
    }
    kept.remove(file);
  }

  /// Forgets the draft of a graph: its changes are not wanted.
  public void drop(OpenFile file) {
    kept.remove(file);
    String name = file.document().file();
    Optional<Path> path = file.path();
    run(() -> {
      if (path.isPresent()) {
        drafts.drop(path.get());
      } else {
        drafts.dropHomeless(name);
      }
    });
  }

  private interface Work {
    void go() throws IOException;
  }

  private void run(Work work) {
    background.run(
        () -> {
          work.go();
          return true;
        },
        done -> {},
        trouble ->
            notices.tell(
                Notice.trouble(
                    "A draft could not be saved: " + GraphStorage.words(trouble) + ".")));
  }
}
