package io.signalbox.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The settings: what is chosen holds at once and is remembered.
@Windowed
final class SettingsPageTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.views().show(PageId.SETTINGS);
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 980).root(), 980, 800));
    stage.show();
  }

  @Test
  void themeTakesEffectAndIsRemembered(FxRobot robot) {
    robot.clickOn("#theme-dark");
    assertEquals(Theme.DARK, session.preferences().themeProperty().get());
    assertEquals(Optional.of("dark"), session.persistedState().state().text("theme"));
    assertEquals(
        true,
        robot.lookup(".workbench").query().getPseudoClassStates().stream()
            .anyMatch(each -> each.getPseudoClassName().equals("dark")));
  }

  @Test
  void rejectsInvalidPort(FxRobot robot) {
    TextField port = robot.lookup("#setting-port").queryAs(TextField.class);
    robot.interact(() -> port.setText("70000"));
    robot.lookup("Enter a port from 0 to 65535.").query();
    assertEquals(4141, session.preferences().portProperty().get());
    robot.interact(() -> port.setText("5000"));
    assertEquals(Optional.of(5000.0), session.persistedState().state().number("proxy.port"));
  }

  @Test
  void listsShortcuts(FxRobot robot) {
    robot.lookup("Search or run a command").query();
    robot.lookup("Ctrl+K").query();
  }

  @Test
  void cacheIsCountedAndCleared(FxRobot robot) {
    Label stock = robot.lookup("#cache-stock").queryAs(Label.class);
    assertEquals("3 answers kept, 1.3 MB; given again 1 200 times, $4.50 saved.", plain(stock));
    robot.interact(() -> robot.lookup("#clear-cache").queryButton().fire());
    assertEquals("No answers are kept.", plain(stock));
    assertEquals(true, robot.lookup("#clear-cache").queryButton().isDisabled());
  }

  private static String plain(Label label) {
    return label.getText().replaceAll("[\\u2009\\u202f\\u00a0]", " ");
  }
}
