package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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
  private Workbench bench;

  @Start
  void start(Stage stage) {
    engine = RealEngine.at(home);
    session = new Session(Desk.document(), engine.installation(), Background.direct());
    session.proxy().portProperty().set(0);
    bench = new Workbench(session, "light", 980);
    stage.setScene(new Scene(bench.root(), 980, 800));
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

  @Test
  void proxyStartsOnAnotherPortWhereItsOwnIsTaken(FxRobot robot) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      robot.interact(() -> session.proxy().portProperty().set(taken.getLocalPort()));
      Action other = action("proxy.other-port");
      assertFalse(other.enabled().get());
      robot.interact(() -> session.proxy().switchOn());
      Assumptions.assumeTrue(taken.getLocalPort() < 65_535, "there is no port above");
      var failed = assertInstanceOf(ProxyState.Failed.class, session.proxy().stateProperty().get());
      assertEquals(taken.getLocalPort() + 1, failed.otherPort().orElseThrow());
      assertTrue(other.enabled().get());
      robot.interact(other::fire);
      assertEquals(taken.getLocalPort() + 1, session.proxy().portProperty().get());
      if (session.proxy().on().isPresent()) { // else another program has that one, too
        assertTrue(session.proxy().on().get().place().endsWith(":" + (taken.getLocalPort() + 1)));
        assertFalse(other.enabled().get());
      }
    }
  }

  private Action action(String id) {
    return bench.actions().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }
}
