package io.signalbox.app.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.engine.trace.Trace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Apps that have a key, with the real engine.
@Windowed
final class ConnectPageTest {
  private static final String APP = "claude-code";

  @TempDir private Path home;

  private RealEngine engine;
  private Session session;
  private ConnectPage page;

  @Start
  void start(Stage stage) {
    engine = RealEngine.at(home);
    engine.store().apps().add(APP);
    session = new Session(Desk.document(), engine.installation(), Background.threads());
    session.proxy().portProperty().set(0);
    page =
        new ConnectPage(
            session.editor(),
            session.views(),
            session.notices(),
            session.background(),
            session.installation(),
            session.recordedRequests(),
            session.proxy(),
            home);
    stage.setScene(new Scene(page, 1100, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    engine.close();
  }

  @Test
  void questionWinsOverNewKeyUntilDone(FxRobot robot) throws Exception {
    robot.clickOn("#all-apps");
    replace(robot);
    robot.interact(() -> act("connect.revoke." + APP));
    assertTrue(says(robot, "Revoke its key?"));
    assertTrue(robot.lookup("#cancel-key-" + APP).query().isFocused());
    robot.clickOn("#cancel-key-" + APP);
    assertTrue(shown(robot, "#copy-key-" + APP));
    robot.clickOn("#done-key-" + APP);
    assertTrue(shown(robot, "#revoke-key-" + APP));
  }

  @Test
  void newKeyIsForgottenWhenPageIsLeftOrKeyIsReplacedElsewhere(FxRobot robot) throws Exception {
    robot.clickOn("#all-apps");
    replace(robot);
    robot.clickOn("Codex").clickOn("#all-apps");
    assertTrue(shown(robot, "#revoke-key-" + APP));

    replace(robot);
    engine.store().apps().renew(APP);
    robot.clickOn("#all-apps");
    QuickRobot.until(() -> shown(robot, "#revoke-key-" + APP));
  }

  @Test
  void latestRequestFollowsWhatComes(FxRobot robot) throws Exception {
    QuickRobot.until(() -> shown(robot, "#revoke-key"));
    record("r1", 200, 1);
    QuickRobot.until(() -> says(robot, "Latest request"));
    record("r2", 503, 2);
    QuickRobot.until(() -> says(robot, "status 503"));
  }

  @Test
  void rejectedRequestIsNotSaidToBeOfTheApp(FxRobot robot) throws Exception {
    QuickRobot.until(() -> shown(robot, "#revoke-key"));
    robot.interact(() -> session.proxy().switchOn());
    QuickRobot.until(() -> session.proxy().on().isPresent());
    var request =
        HttpRequest.newBuilder(URI.create(session.proxy().on().orElseThrow().base() + "/models"))
            .header("authorization", "Bearer sb-wrong")
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertEquals(401, client.send(request, BodyHandlers.discarding()).statusCode());
    }
    QuickRobot.until(
        () -> says(robot, "No request from " + APP + " yet. A request, perhaps of another app"));
  }

  @Test
  void droppedPanelFollowsNothing(FxRobot robot) {
    var apps = new ConnectedApps(engine::store, Background.direct(), session.notices());
    var changes = new AtomicInteger();
    robot.interact(() -> {
      var panel = new AppKeyPanel(apps, new Label(), () -> APP, "-dropped", text -> {});
      panel.onChange(changes::incrementAndGet);
      apps.refresh();
      assertEquals(1, changes.get());
      panel.drop();
      apps.revoke(APP);
    });
    assertEquals(Optional.empty(), apps.named(APP));
    assertEquals(1, changes.get());
  }

  private void replace(FxRobot robot) throws Exception {
    QuickRobot.until(() -> shown(robot, "#replace-key-" + APP));
    robot.clickOn("#replace-key-" + APP);
    assertTrue(robot.lookup("#cancel-key-" + APP).query().isFocused());
    robot.clickOn("#confirm-key-" + APP);
    QuickRobot.until(() -> shown(robot, "#copy-key-" + APP));
  }

  private void act(String id) {
    page.appActions().stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> each.run().run());
  }

  private void record(String id, int status, int later) {
    engine
        .store()
        .ledger()
        .record(
            new Trace(
                id,
                Instant.now().plusSeconds(later),
                "Desk",
                new Trace.Asked(APP, "", "", "", false),
                List.of(),
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                status,
                950,
                OptionalLong.empty(),
                List.of(),
                ""));
  }

  private static boolean shown(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private static boolean says(FxRobot robot, String words) {
    return robot
        .lookup((Node node) ->
            node instanceof Labeled label && String.valueOf(label.getText()).contains(words))
        .tryQuery()
        .isPresent();
  }
}
