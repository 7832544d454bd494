package io.signalbox.app;

import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Png;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Simulation;
import io.signalbox.app.shell.Choosers;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.store.Homes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.transform.Transform;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The workbench's window.
public final class Window extends Application {
  @Override
  public void start(Stage stage) {
    var arguments = Arguments.of(words());
    var opening = Opening.at(Homes.usual());
    var session = new Session(opening.surroundings(), Background.threads());
    arguments
        .file()
        .ifPresentOrElse(file -> opening.file(session, file), () -> opening.sample(session));
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = Math.min(arguments.width(), screen.getWidth());
    double height = Math.min(arguments.height(), screen.getHeight());
    var workbench = new Workbench(session, new Choosers(() -> stage), arguments.theme(), width);
    stage.setTitle(session.document().graph().name() + " – Signalbox");
    stage.setScene(new Scene(workbench.root(), width, height));
    stage.show();
    // Else the search would have the focus and hide what it is for.
    workbench.root().requestFocus();
    if (!arguments.select().isEmpty()) {
      session.select(arguments.select());
    }
    session.warm(() -> {
      if (!arguments.prompt().isEmpty()) {
        workbench.simulate(arguments.prompt(), arguments.metadata());
      }
    });
    arguments.picture().ifPresent(file -> picture(stage, session, arguments, file));
  }

  private List<String> words() {
    return Optional.ofNullable(getParameters()).map(Parameters::getRaw).orElse(List.of());
  }

  /// As many pixels as the screen has.
  private static Image picture(Stage stage) {
    var scaled = new SnapshotParameters();
    scaled.setTransform(Transform.scale(stage.getOutputScaleX(), stage.getOutputScaleY()));
    return stage.getScene().getRoot().snapshot(scaled, null);
  }

  /// Waits until everything has settled, then takes the picture.
  private static void picture(Stage stage, Session session, Arguments arguments, Path file) {
    var pause = new PauseTransition(Duration.seconds(4));
    pause.setOnFinished(e ->
        Ui.later(() -> {
          boolean asked = arguments.prompt().isEmpty() || session.simulator().trace().isPresent();
          if (!asked && !(session.simulationProperty().get() instanceof Simulation.Failed)) {
            pause.playFromStart();
            return;
          }
          try {
            Files.write(file, Png.of(picture(stage)));
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          } finally {
            Platform.exit();
          }
        }));
    pause.play();
  }
}
