package io.signalbox.app.fx;

import javafx.application.Platform;

/// The UI thread.
public final class Ui {
  private Ui() {}

  /// Whether this is it.
  public static boolean isHere() {
    return Platform.isFxApplicationThread();
  }

  /// Does something on the UI thread, after what it is doing now.
  public static void later(Runnable action) {
    Platform.runLater(action);
  }
}
