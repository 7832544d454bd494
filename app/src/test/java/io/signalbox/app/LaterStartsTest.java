package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A window that hears what the program is started with later.
@Windowed
final class LaterStartsTest {
  @TempDir private static Path home;

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
  private LaterStarts later;

  @Start
  void start(Stage stage) {
    var workbench = new Workbench(session, "light", 980);
    stage.setScene(new Scene(workbench.root(), 980, 800));
    stage.show();
    later = new LaterStarts(stage, session, new StartupActs(session, workbench));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.installation().engine().close();
  }

  @Test
  void opensSampleAsksPromptAndActs(FxRobot robot) {
    robot.interact(() ->
        later.take(
            List.of(
                "--sample",
                "team-budget",
                "--select",
                "size",
                "--prompt",
                "Hello\nyou",
                "--metadata",
                "tier=pro",
                "--theme",
                "dark",
                "--do",
                "view.toggle-text")));
    assertEquals("Team budget", name());
    assertEquals("Hello\nyou", session.simulator().askProperty().get().prompt());
    assertEquals(Map.of("tier", "pro"), session.simulator().askProperty().get().metadata());
    assertEquals(Theme.DARK, session.preferences().themeProperty().get());
    assertTrue(session.views().textProperty().get());
  }

  @Test
  void opensFileBesideTheOthersAndGoesToItsPage(FxRobot robot) throws Exception {
    Path file = Files.writeString(home.resolve("second.yaml"), RealDesk.TEXT);
    robot.interact(() -> later.take(List.of(file.toString(), "--place", "compare")));
    assertEquals(2, session.editor().files().size());
    assertEquals(PageId.COMPARE, session.views().placeProperty().get());
  }

  @Test
  void saysWhatItCannotDo(FxRobot robot) {
    robot.interact(() -> later.take(List.of("--do", "view.nothing")));
    assertTrue(told().contains("There is no action view.nothing."), told());
    robot.interact(() -> later.take(List.of("--sample", "nothing")));
    assertTrue(told().startsWith("There is no sample nothing"), told());
    robot.interact(() -> later.take(List.of(home.resolve("gone.yaml").toString())));
    assertTrue(told().contains("cannot be read"), told());
  }

  private String name() {
    return session.editor().document().graph().name();
  }

  private String told() {
    return session.notices().noticeProperty().get().orElseThrow().words();
  }
}
