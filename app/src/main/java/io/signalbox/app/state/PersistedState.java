package io.signalbox.app.state;

import io.signalbox.app.fx.Background;
import io.signalbox.engine.workspace.WorkbenchState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;

/// What the workbench remembers from one start to the next. Written a moment after it changes, in
/// the background. For the UI thread.
public final class PersistedState {
  private static final System.Logger LOG = System.getLogger(PersistedState.class.getName());
  private static final int MOST_RECENT = 12;
  private static final String RECENT = "recent";

  private final Path file;
  private final Background background;

  /// Not if something lies there that could not be read: it must not be overwritten.
  private final boolean kept;

  private WorkbenchState state;
  private boolean writing;
  private boolean again;

  private PersistedState(Path file, WorkbenchState state, Background background, boolean kept) {
    this.kept = kept;
    this.file = file;
    this.state = state;
    this.background = background;
  }

  /// What a file remembers; one that cannot be read remembers nothing.
  public static PersistedState of(Path file, Background background) {
    try {
      return new PersistedState(file, WorkbenchState.load(file), background, true);
    } catch (IOException trouble) {
      LOG.log(
          System.Logger.Level.WARNING,
          file
              + " cannot be read, so the window starts with default settings: "
              + trouble.getMessage());
      return new PersistedState(file, WorkbenchState.NOTHING, background, false);
    }
  }

  /// What is remembered, now.
  public WorkbenchState state() {
    return state;
  }

  /// Remembers something.
  ///
  /// @param value a word, a number, yes or no, or a list of words
  public void put(String name, Object value) {
    WorkbenchState next = state.with(name, value);
    if (!next.equals(state)) {
      state = next;
      write();
    }
  }

  /// Gives a property its remembered value, and remembers each of its changes.
  public void follow(String name, BooleanProperty property) {
    state.flag(name).ifPresent(property::set);
    property.addListener((o, before, now) -> put(name, now));
  }

  /// The files that were open last, the newest first.
  public List<Path> recent() {
    return state.paths(RECENT);
  }

  /// Puts a file at the head of those that were open last.
  public void opened(Path path) {
    var paths = new ArrayList<>(state.list(RECENT));
    String place = path.toAbsolutePath().toString();
    paths.remove(place);
    paths.addFirst(place);
    put(RECENT, paths.subList(0, Math.min(MOST_RECENT, paths.size())));
  }

  /// Writes what is remembered, now and here: the program ends.
  public void finish() {
    if (!kept) {
      return;
    }
    try {
      state.save(file);
    } catch (IOException trouble) {
      // There is nobody left to be told.
      LOG.log(System.Logger.Level.DEBUG, "not kept", trouble);
    }
  }

  private void write() {
    if (!kept) {
      return;
    }
    if (writing) {
      again = true;
      return;
    }
    writing = true;
    WorkbenchState now = state;
    background.run(
        () -> {
          now.save(file);
          return now;
        },
        saved -> written(),
        // What cannot be remembered is no reason to disturb anybody.
        trouble -> written());
  }

  private void written() {
    writing = false;
    if (again) {
      again = false;
      write();
    }
  }
}
