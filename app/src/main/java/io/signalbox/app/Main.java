package io.signalbox.app;

import io.signalbox.engine.HeapPace;
import io.signalbox.engine.Logging;
import io.signalbox.engine.home.Homes;
import io.signalbox.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;

/// The workbench's entry point. It is no [Application] itself: else a machine without a display
/// would fail before anything could be said.
public final class Main {
  private static final int NO_DISPLAY = 3;
  private static final int WRONG_USE = 2;

  private Main() {}

  /// Opens the window.
  ///
  /// @param args a graph file, or nothing for the sample
  public static void main(String[] args) {
    Logging.quiet();
    HeapPace.keep();
    try {
      if (isHandedOver(List.of(args))) {
        return;
      }
      HeadStart.begin();
      Application.launch(Window.class, args);
    } catch (IllegalArgumentException wrong) {
      System.err.println(VisibleText.line("signalbox: " + wrong.getMessage()));
      System.exit(WRONG_USE);
    } catch (RuntimeException | LinkageError noWindow) {
      System.err.println(VisibleText.lines(NoDisplay.message(noWindow)));
      System.exit(NO_DISPLAY);
    }
  }

  /// A start beside a window of the same home brings that to the front. One that takes a picture is
  /// a window of its own.
  private static boolean isHandedOver(List<String> words) {
    if (Arguments.of(words).picture().isPresent()) {
      return false;
    }
    Path home = Homes.usual();
    try {
      Optional<FirstWindow> first = FirstWindow.of(home);
      HeadStart.first(first);
      return first.isEmpty() && FirstWindow.ask(home, Arguments.anywhere(words));
    } catch (IOException cannot) {
      return false; // what is wrong with the home is said where it matters
    }
  }
}
