package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// From the switch of the proxy to the way of an app's first request.
@Windowed
final class ConnectAppTest {
  @TempDir private static Path home;

  private RealEngine engine;
  private Session session;

  @Start
  void start(Stage stage) {
    engine = RealEngine.at(home);
    session = new Session(Desk.document(), engine.installation(), Background.threads());
    session.proxy().portProperty().set(0);
    stage.setScene(new Scene(new Workbench(session, "light", 980).root(), 980, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    engine.close();
  }

  @Test
  void firstRequestOfConnectedAppIsShown(FxRobot robot) throws Exception {
    robot.clickOn("#proxy").clickOn("#proxy-simulated").clickOn("#proxy-switch");
    QuickRobot.until(() -> session.proxy().on().isPresent());
    ProxyState.On on = session.proxy().on().orElseThrow();
    assertTrue(on.simulated());

    robot.clickOn("#go-connect").clickOn("#make-key");
    QuickRobot.until(() -> shown(robot, "#copy-key"));
    robot.clickOn("#copy-key");
    String key = WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertEquals(200, ask(on, key));
    QuickRobot.until(() -> shown(robot, "#first-request"));

    robot.clickOn("#go-traffic");
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    QuickRobot.until(() -> table.getItems().size() == 1);
    robot.clickOn("claude-code");
    QuickRobot.until(() -> !robot.lookup("#show-way").query().isDisabled());
    robot.clickOn("#show-way");
    QuickRobot.until(() -> session.views().placeProperty().get() == PageId.GRAPH);
    assertTrue(session.simulator().trace().isPresent());
  }

  private static boolean shown(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private static int ask(ProxyState.On on, String key) throws Exception {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(on.graphs().getFirst());
    var request =
        HttpRequest.newBuilder(URI.create(on.base() + "/chat/completions"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
