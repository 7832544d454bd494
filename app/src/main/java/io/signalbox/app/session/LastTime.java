package io.signalbox.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;

/// Which graphs were open when the program ended. For the UI thread.
public final class LastTime {
  private static final String OPEN = "open";
  private static final String FRONT = "front";

  private LastTime() {}

  /// Opens what was open, and what was typed and never saved; then remembers what is open from now
  /// on.
  ///
  /// @param then done when all is open
  public static void open(Session session, Runnable then) {
    List<Path> paths = session.memory().state().paths(OPEN);
    Optional<String> front = session.memory().state().text(FRONT).filter(each -> !each.isEmpty());
    session
        .disk()
        .openAll(
            paths,
            () ->
                session
                    .disk()
                    .openDrafts(drafts -> {
                      session.files().stream()
                          .filter(file -> file.path().map(Path::toString).equals(front))
                          .findFirst()
                          .ifPresent(session::show);
                      remember(session);
                      then.run();
                    }));
  }

  /// Remembers what is open, from now on.
  public static void remember(Session session) {
    session.files().addListener((ListChangeListener<OpenFile>) change -> write(session));
    session.currentProperty().addListener((o, before, now) -> write(session));
    write(session);
  }

  /// Remembers what is open, now: a graph may have been saved under another name since.
  public static void write(Session session) {
    session
        .memory()
        .put(
            OPEN,
            session.files().stream()
                .flatMap(file -> file.path().stream())
                .map(Path::toString)
                .toList());
    session
        .memory()
        .put(
            FRONT,
            session.currentProperty().get().flatMap(OpenFile::path).map(Path::toString).orElse(""));
  }
}
