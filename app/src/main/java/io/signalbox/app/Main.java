package io.signalbox.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** The workbench's entry point. */
public final class Main extends Application {
  public static void main(String[] args) {
    launch(args);
  }

  @Override
  public void start(Stage stage) {
    stage.setTitle("Signalbox");
    stage.setScene(new Scene(new Label("Signalbox"), 960, 640));
    stage.show();
  }
}
