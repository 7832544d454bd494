package io.signalbox.app;

import io.signalbox.app.comparison.ComparisonColumn;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.document.OpenGraphsMemory;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.canvas.Png;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.SystemFileDialogs;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.Notice;
import io.signalbox.app.tryout.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The workbench's window.
public final class Window extends Application {
  private static final System.Logger LOG = System.getLogger(Window.class.getName());
  private static final Duration LOOK_AGAIN = Duration.millis(100);

  private static final Duration LOOK = Duration.seconds(2);

  private static final String CLOSING =
      "The proxy is on: apps that use it lose it when Signalbox ends. Close the window again to end"
          + " it.";

  private Optional<Session> open = Optional.empty();

  /// Whether the user closed the window, and did not hide it.
  private boolean ending;

  /// Done when this window is there and what it opens has been read.
  private Runnable begun = () -> {};

  /// They begin beside the graph in front.
  private static SystemFileDialogs dialogs(Session session, Stage stage) {
    return new SystemFileDialogs(
        () -> stage, () -> session.editor().currentProperty().get().flatMap(OpenFile::path));
  }

  @Override
  public void start(Stage stage) {
    var arguments = Arguments.of(words());
    var times = new StartTimes(arguments.timing());
    times.reached("JavaFX started");
    var session = new Session(HeadStart.installation(), Background.threads());
    StartupFiles.begin(session, arguments, () -> Ui.later(() -> begun.run()));
    var bounds = WindowBounds.of(session.persistedState(), arguments.size());
    String theme = arguments.theme().map(Enum::name).orElse("");
    var workbench = new Workbench(session, dialogs(session, stage), theme, bounds.width());
    var acts = new StartupActs(session, workbench);
    stage.titleProperty().bind(session.editor().documentProperty().map(Window::title));
    stage.setScene(new Scene(workbench.root(), bounds.width(), bounds.height()));
    bounds.place(stage);
    icons(stage);
    askBeforeClosing(stage, session);
    still(stage.getScene(), session);
    times.reached("panes made");
    stage.show();
    times.reached("window shown");
    // Else the search would have the focus and hide what it is for.
    workbench.root().requestFocus();
    arguments.where().ifPresent(file -> ScreenPositions.follow(file, session.background()));
    begun =
        () -> {
          times.reached("graph drawn");
          drawn(
              stage.getScene(),
              () -> {
                times.ended("usable");
                begun(stage, session, acts, arguments);
              });
        };
    if (arguments.picture().isEmpty()) {
      stay(stage, session, acts, bounds);
    }
  }

  private void askBeforeClosing(Stage stage, Session session) {
    stage.setOnCloseRequest(e -> {
      if (apart(session, stage)) {
        e.consume();
      } else {
        ending = true;
      }
    });
  }

  /// A window that somebody works in, and not one that is made for a picture.
  private void stay(Stage stage, Session session, StartupActs acts, WindowBounds bounds) {
    open = Optional.of(session);
    bounds.follow(stage, session.persistedState());
    watch(session);
    HeadStart.first().ifPresent(first -> comeBack(first, new LaterStarts(stage, session, acts)));
  }

  /// Whoever starts the program again gets this window.
  private void comeBack(FirstWindow first, LaterStarts later) {
    later.outliveWindow(() -> ending);
    later.follow(first);
  }

  /// Once, when the scene has been laid out and this thread is free again.
  private static void drawn(Scene scene, Runnable then) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            Ui.later(then);
          }
        });
    Platform.requestNextPulse();
  }

  private static void icons(Stage stage) {
    for (int size : List.of(32, 64, 256)) {
      var picture = Window.class.getResource("icon-" + size + ".png");
      Optional.ofNullable(picture)
          .ifPresent(each -> stage.getIcons().add(new Image(each.toString())));
    }
  }

  /// A proxy that is on is not taken from the apps by a slip: the window says so and closes when it
  /// is asked again.
  ///
  /// @return whether the window stays for now
  private static boolean apart(Session session, Stage stage) {
    if (!(session.proxy().stateProperty().get() instanceof ProxyState.On)
        || session.notices().noticeProperty().get().filter(Window::isAboutClosing).isPresent()) {
      return false;
    }
    Notice words = Notice.trouble(CLOSING);
    // A window that no later start brings back must not be hidden.
    session
        .notices()
        .tell(
            HeadStart.first().isPresent()
                ? words.with("Keep serving without a window", stage::hide)
                : words);
    return true;
  }

  private static boolean isAboutClosing(Notice notice) {
    return notice.words().equals(CLOSING);
  }

  /// The system's own wish counts unless the user has one.
  private static void still(Scene scene, Session session) {
    session
        .preferences()
        .stillProperty()
        .subscribe(still -> scene.getPreferences().setReducedMotion(still ? true : null));
  }

  private static String title(Document document) {
    String name = document.graph().name();
    return name.isBlank() ? "Signalbox" : name + " – Signalbox";
  }

  private static void begun(Stage stage, Session session, StartupActs acts, Arguments arguments) {
    // Else the first way of a graph that is opened later would be told to take a second.
    session
        .editor()
        .currentProperty()
        .addListener((o, before, now) -> Ui.later(() -> session.warmUp(() -> {})));
    acts.select(arguments);
    session.providerAccess().readKeys();
    boolean serve = session.preferences().proxyAtStartProperty().get();
    if (serve && arguments.picture().isEmpty() && !session.editor().files().isEmpty()) {
      session.proxy().switchOn();
    }
    session.warmUp(() -> {
      arguments.picture().ifPresent(file -> picture(stage, session, arguments, file));
      acts.perform(arguments);
    });
  }

  /// Keeps drafts, and looks what others do to the files.
  private static void watch(Session session) {
    var watch =
        new Timeline(
            new KeyFrame(
                LOOK,
                e -> {
                  session.storage().drafts().keep();
                  session.storage().outside().look();
                }));
    watch.setCycleCount(Animation.INDEFINITE);
    watch.play();
  }

  /// The window is closed: nothing that was typed is lost.
  @Override
  public void stop() {
    open.ifPresent(session -> {
      session.storage().drafts().keep();
      OpenGraphsMemory.write(session.editor(), session.persistedState());
      session.close();
      HeadStart.first().ifPresent(Window::close);
      session.background().finish();
      session.persistedState().finish();
    });
  }

  private static void close(FirstWindow first) {
    try {
      first.close();
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.DEBUG, "not closed", gone); // the process ends now
    }
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

  /// Whether one of those that are compared has not said a word yet.
  private static boolean isSilent(Session session) {
    return session.comparison().lanes().stream()
        .filter(ComparisonColumn::isRunning)
        .anyMatch(lane -> lane.answer().filter(each -> !each.text().isEmpty()).isEmpty());
  }

  /// Waits until everything has settled, then takes the picture.
  private static void picture(Stage stage, Session session, Arguments arguments, Path file) {
    var pause = new PauseTransition(Duration.millis((double) arguments.settle().toMillis()));
    pause.setOnFinished(e ->
        Ui.later(() -> {
          boolean asked = arguments.prompt().isEmpty() || session.simulator().trace().isPresent();
          if (!asked
              && !(session.simulator().resultProperty().get() instanceof Simulation.Failed)) {
            pause.playFromStart();
            return;
          }
          if (isSilent(session)) {
            pause.setDuration(LOOK_AGAIN);
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
