package io.signalbox.app.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.app.RealDesk;
import io.signalbox.app.TestFolder;
import io.signalbox.app.Windowed;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.app.testbench.EndpointChecks.CheckPhase;
import io.signalbox.engine.conform.ConformVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The page that asks an endpoint, over real connections to a server that never streams.
@Windowed
final class ConformPageTest {
  private static final String ANSWER =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
          + "\"assistant\",\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}],\"usage\":{"
          + "\"prompt_tokens\":3,\"completion_tokens\":2}}";

  private final Path home = home();
  private final Installation installation = RealDesk.installation(home, 0);
  private final Session session =
      new Session(RealDesk.document(), installation, Background.direct());
  private final HttpServer server = server();

  private static Path home() {
    return TestFolder.make("conform");
  }

  private static HttpServer server() {
    try {
      var made =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
      made.createContext("/v1/models", each -> send(each, 200, "{\"data\":[{\"id\":\"tiny\"}]}"));
      made.createContext("/v1/chat/completions", each -> send(each, 200, ANSWER));
      made.createContext("/", each -> send(each, 404, "{}"));
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @AfterEach
  void close() {
    server.stop(0);
    installation.engine().close();
  }

  @Test
  void endpointIsAskedShownAndSaved(FxRobot robot) throws Exception {
    show(robot, "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    robot.clickOn("#conform-check");
    var checks = session.endpointChecks();
    assertTrue(checks.phaseProperty().get() instanceof CheckPhase.Asked);
    assertTrue(
        checks.rows().stream()
            .filter(row -> row.trait().equals("stream.order"))
            .anyMatch(row -> row.verdict() == ConformVerdict.BROKEN));
    assertEquals(checks.rows().size(), robot.lookup(".finding-verdict").queryAll().size());
    robot.clickOn("#conform-name").write("lab");
    robot.clickOn("#conform-save");
    assertTrue(Files.readString(home.resolve("providers.json")).contains("\"lab\""));
  }

  @Test
  void callsToAnotherMachineAreAgreedToBefore(FxRobot robot) {
    show(robot, "https://llm.example.com/v1");
    robot.clickOn("#conform-check");
    assertTrue(session.endpointChecks().phaseProperty().get() instanceof CheckPhase.NotBegun);
    assertTrue(robot.lookup("#conform-send").query().isVisible());
    Label question = robot.lookup(".conform-question").queryAs(Label.class);
    assertTrue(question.getText().contains("llm.example.com"), question.getText());
  }

  @Test
  void addressThatIsNoneIsToldAndNothingIsSent(FxRobot robot) {
    show(robot, "ftp://nowhere");
    robot.clickOn("#conform-check");
    assertTrue(isTold(robot, "Write a plain"));
  }

  @Test
  void whatWasChangedAfterTheQuestionIsCheckedAgain(FxRobot robot) {
    show(robot, "https://llm.example.com/v1");
    robot.clickOn("#conform-check");
    type(robot, "#conform-key", "sk-a-key-itself");
    robot.clickOn("#conform-send");
    assertTrue(session.endpointChecks().phaseProperty().get() instanceof CheckPhase.NotBegun);
    assertTrue(isTold(robot, "Write the key's place"));
  }

  private static boolean isTold(FxRobot robot, String words) {
    return robot.lookup(".second").queryAll().stream()
        .anyMatch(each -> each instanceof Label label && label.getText().startsWith(words));
  }

  private void show(FxRobot robot, String address) {
    robot.interact(() -> session.views().show(PageId.CONFORM));
    type(robot, "#conform-address", address);
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
  }
}
