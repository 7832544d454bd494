package io.signalbox.app;

import io.signalbox.app.document.OpenGraphsMemory;
import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is opened when the program starts.
final class StartupFiles {
  private StartupFiles() {}

  /// Opens what the arguments name; without any, what was open last time. A picture never depends
  /// on last time.
  ///
  /// @param then done when it is open
  static void begin(Session session, Arguments arguments, Runnable then) {
    session.views().openingProperty().set(true);
    Runnable done =
        () -> {
          session.views().openingProperty().set(false);
          arguments.place().ifPresent(session.views()::show);
          then.run();
        };
    if (arguments.file().isPresent()) {
      open(session, arguments.file().get(), done);
    } else if (arguments.sample().isPresent()) {
      arguments.sample().get().open(session.editor(), session.notices());
      done.run();
    } else if (arguments.picture().isPresent()) {
      if (!arguments.place().equals(Optional.of(PageId.WELCOME))) {
        SampleGraph.SUPPORT_DESK.open(session.editor(), session.notices());
      }
      done.run();
    } else {
      openLast(session, done);
    }
  }

  /// Opens what a later start names, beside what is open.
  ///
  /// @param then done when it is open; not if it cannot be read
  static void more(Session session, Arguments arguments, Runnable then) {
    Runnable done =
        () -> {
          arguments.place().ifPresent(session.views()::show);
          then.run();
        };
    arguments
        .sample()
        .filter(sample -> arguments.file().isEmpty())
        .ifPresent(sample -> sample.open(session.editor(), session.notices()));
    arguments.file().ifPresentOrElse(file -> session.storage().open(file, done), done);
  }

  private static void open(Session session, Path file, Runnable done) {
    session
        .storage()
        .openAll(
            List.of(file),
            () -> {
              if (session.editor().files().isEmpty()) {
                session.storage().open(file); // says why it cannot be read
              }
              done.run();
            });
  }

  private static void openLast(Session session, Runnable done) {
    OpenGraphsMemory.open(
        session.editor(),
        session.storage(),
        session.persistedState(),
        () -> {
          if (session.editor().files().isEmpty()) {
            session.views().show(PageId.WELCOME);
          }
          done.run();
        });
  }
}
