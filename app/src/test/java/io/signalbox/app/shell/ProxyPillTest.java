package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The switch in the top bar.
@Windowed
final class ProxyPillTest {
  @TempDir private static Path home;

  private RealEngine engine;
  private Session session;

  @Start
  void start(Stage stage) {
    engine = RealEngine.at(home);
    session = new Session(Desk.document(), engine.installation(), Background.direct());
    session.proxy().portProperty().set(0);
    stage.setScene(new Scene(new Workbench(session, "light", 980).root(), 980, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    engine.close();
  }

  @Test
  void switchStartsProxyAndPillShowsAddress(FxRobot robot) {
    Button pill = robot.lookup("#proxy").queryButton();
    assertEquals("Proxy off", pill.getText());
    robot.clickOn("#proxy").clickOn("#proxy-switch");
    String place = session.proxy().on().orElseThrow().place();
    assertEquals("Proxy " + place + " · 0 req/min · simulated", pill.getText());
    assertEquals(
        "http://" + place + "/v1", robot.lookup("#proxy-address").queryLabeled().getText());
    robot.clickOn("#proxy-switch");
    assertTrue(session.proxy().on().isEmpty());
    assertEquals("Proxy off", pill.getText());
  }
}
