package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A request of a graph that lies nowhere yet is kept as a test.
@Windowed
final class KeepAsTestTest {
  @TempDir private static Path home;

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
  private Optional<Path> chosen = Optional.empty();

  /// Saves where the test says.
  private final class Choice implements FileDialogs {
    @Override
    public Optional<Path> graph() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String name) {
      return chosen;
    }

    @Override
    public Optional<Path> directory(String purpose) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> picture() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> file(String purpose, Path from) {
      return Optional.empty();
    }
  }

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(new Workbench(session, new Choice(), "light", 1280).root(), 1280, 800));
    stage.show();
    session.simulator().simulate("Why is this code slow", java.util.Map.of());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.installation().engine().close();
  }

  @Test
  void oneButtonSavesTheGraphAndAsksForTheName(FxRobot robot) throws Exception {
    chosen = Optional.of(home.resolve("desk.yaml"));
    robot.clickOn("#keep-test");
    assertTrue(robot.lookup("#test-name").query().isFocused());
    robot.push(KeyCode.ENTER);
    String suite = Files.readString(home.resolve("desk.suite.yaml"));
    assertTrue(suite.contains("Why is this code slow"), suite);
  }

  @Test
  void saysWhyTheGraphIsToBeSavedIfItIsNot(FxRobot robot) {
    robot.clickOn("#keep-test");
    assertEquals(
        "Save the graph first. Its tests are stored beside it.",
        session.notices().noticeProperty().get().orElseThrow().words());
  }
}
