package io.signalbox.app.fx;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

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

  /// Gives a part the focus as soon as it is in a window: the panes of a page that is shown for the
  /// first time come there with the next layout.
  public static void focus(Node part) {
    if (part.getScene() != null) {
      part.requestFocus();
      return;
    }
    part.sceneProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends @Nullable Scene> scene,
                  @Nullable Scene before,
                  @Nullable Scene now) {
                part.sceneProperty().removeListener(this);
                later(part::requestFocus);
              }
            });
  }
}
