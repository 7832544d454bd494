package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A file of LiteLLM from the drop on the window to the answer of the proxy.
@Windowed
final class ImportToProxyTest {
  private static final String FILE =
      """
      # What the desk runs
      model_list:
        # answers in a second
        - model_name: everyday
          litellm_params: { model: openai/gpt-5.1, api_key: my-own-s3cret-of-the-desk, rpm: 500 }
        - model_name: thorough
          litellm_params: { model: anthropic/claude-opus-4-5, api_key: os.environ/ANTHROPIC_API_KEY }
      router_settings: { fallbacks: [ { everyday: [ thorough ] } ] }
      general_settings: { max_parallel_requests: 5 }
      """;

  @TempDir private static Path home;

  private RealEngine engine;
  private Session session;
  private Workbench workbench;
  private Path file;

  @Start
  void start(Stage stage) throws IOException {
    file = Files.writeString(home.resolve("litellm_config.yaml"), FILE);
    engine = RealEngine.at(home.resolve("home"));
    session = new Session(engine.installation(), Background.threads());
    session.proxy().portProperty().set(0);
    workbench = new Workbench(session, "light", 1100);
    stage.setScene(new Scene(workbench.root(), 1100, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    engine.close();
  }

  @Test
  void droppedFileServes(FxRobot robot) throws Exception {
    robot.interact(() -> workbench.dropped(List.of(file.toFile())));
    QuickRobot.until(() -> session.editor().currentProperty().get().isPresent());
    assertTrue(session.editor().document().graph().models().containsKey("everyday"));

    QuickRobot.until(() -> shown(robot, "#imported-keys-keep"));
    robot.clickOn("#imported-keys-keep");
    QuickRobot.until(() -> engine.store().keys().get("OPENAI_API_KEY").isPresent());
    assertFalse(session.editor().document().text().contains("s3cret"));

    robot.interact(() -> session.views().show(ToolPane.IMPORT));
    assertTrue(robot.lookup(".import-finding").queryAll().size() > 2);
    robot.clickOn("#import-filter-approximate");
    int rows = robot.lookup(".import-finding").queryAll().size();
    assertEquals(
        robot.lookup(".import-finding.manual").queryAll().size()
            + robot.lookup(".import-finding.unsupported").queryAll().size(),
        rows);

    robot.clickOn("#proxy").clickOn("#proxy-simulated").clickOn("#proxy-switch");
    QuickRobot.until(() -> session.proxy().on().isPresent());
    robot.clickOn("#go-connect").clickOn("#make-key");
    QuickRobot.until(() -> shown(robot, "#copy-key"));
    robot.clickOn("#copy-key");
    String key = WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertEquals(200, ask(session.proxy().on().orElseThrow(), key, "everyday"));
    assertEquals(400, ask(session.proxy().on().orElseThrow(), key, "unheard-of"));
  }

  private static boolean shown(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private int ask(ProxyState.On on, String key, String model) throws Exception {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(model);
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
