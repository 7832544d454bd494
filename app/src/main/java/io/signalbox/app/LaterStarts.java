package io.signalbox.app;

import io.signalbox.app.session.Session;
import io.signalbox.app.state.Notice;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/// What becomes of later starts of the program on the same home: this window comes to the front,
/// also after it was hidden, and does what they ask. For the UI thread.
record LaterStarts(Stage stage, Session session, StartupActs acts) {

  /// Follows them until the window is closed.
  void follow(FirstWindow first) {
    session
        .background()
        .run(
            first::next,
            words -> {
              words.ifPresent(this::take);
              follow(first);
            },
            closed -> {});
  }

  /// Does what a start with these words asks.
  void take(List<String> words) {
    toFront();
    try {
      var arguments = Arguments.of(words);
      arguments
          .theme()
          .ifPresent(theme -> acts.act("appearance." + theme.name().toLowerCase(Locale.ROOT)));
      StartupFiles.more(session, arguments, () -> ask(arguments));
    } catch (IllegalArgumentException wrong) { // of a start of another version
      session.notices().tell(Notice.trouble(String.valueOf(wrong.getMessage())));
    }
  }

  private void ask(Arguments arguments) {
    try {
      acts.perform(arguments);
    } catch (IllegalArgumentException wrong) {
      session.notices().tell(Notice.trouble(String.valueOf(wrong.getMessage())));
    }
  }

  private void toFront() {
    stage.show();
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
  }

  /// Keeps the program running while the window is hidden and the proxy serves.
  void outliveWindow(BooleanSupplier ending) {
    Platform.setImplicitExit(false);
    stage.setOnHidden(e -> {
      if (ending.getAsBoolean() || session.proxy().on().isEmpty()) {
        Platform.exit();
      }
    });
  }
}
