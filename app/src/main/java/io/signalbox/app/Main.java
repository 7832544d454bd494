package io.signalbox.app;

import io.signalbox.engine.HeapPace;
import io.signalbox.engine.Logging;
import io.signalbox.engine.text.VisibleText;
import java.util.List;
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
      Arguments.of(List.of(args));
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
}
