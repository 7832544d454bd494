package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A graph from elsewhere that wants a key sent to its own server.
@Windowed
final class KeyQuestionTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: From elsewhere
      start: all
      models:
        theirs: { provider: vllm, model: x, key: env:PATH, url: "%s/v1" }
        spare:  { provider: simulated, model: gpt-5.1 }
      nodes:
        all: { kind: fallback, to: [ theirs, spare ] }
      """;

  @TempDir private Path home;
  private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
  private HttpServer server;
  private String origin;
  private RealEngine engine;
  private Session session;

  @Start
  void start(Stage stage) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          // A server on this machine may be asked for its models without a key.
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("authorization"))
              .ifPresent(keys::add);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("content-type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          String piece =
              "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"from theirs\"},"
                  + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
          exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    origin = "http://127.0.0.1:" + server.getAddress().getPort();
    engine = RealEngine.at(home);
    session = new Session(engine.installation(), Background.threads());
    session.proxy().portProperty().set(0);
    session.editor().open(Document.of("elsewhere.yaml", GRAPH.formatted(origin)));
    stage.setScene(new Scene(new Workbench(session, "light", 1200).root(), 1200, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    engine.close();
    server.stop(0);
  }

  @Test
  void openingCheckingAndEstimatingSendNothingAndAskNothing(FxRobot robot) throws Exception {
    robot.interact(() -> session.simulator().simulate("Hello", Map.of()));
    QuickRobot.until(() -> session.simulator().resultProperty().get() instanceof Simulation.Done);
    robot.interact(() -> session.simulator().play());
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertFalse(isAsked());
    assertEquals(0, keys.size());
  }

  @Test
  void liveCallWaitsForTheAnswerAndTheServerIsConfirmedForGood(FxRobot robot) throws Exception {
    live(robot);
    QuickRobot.until(this::isAsked);
    var asked = session.keyConfirmations().askedProperty().get().orElseThrow();
    assertEquals("Send the key PATH to " + origin + "?", asked.words());
    robot.lookup(asked.words()).query();
    Button first = robot.lookup("#key-decline").queryButton();
    assertTrue(first.getStyleClass().contains("accent"), "the safe answer stands out");
    assertEquals(0, keys.size());
    robot.clickOn("#key-allow");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertEquals("from theirs", session.simulator().answerProperty().get().orElseThrow().text());
    assertTrue(keys.take().startsWith("Bearer "));
    assertTrue(engine.store().bindings().has("PATH", origin));
    live(robot);
    QuickRobot.until(() -> keys.size() == 1);
    assertFalse(isAsked());

    robot.interact(() -> session.views().show(PageId.MODELS));
    QuickRobot.until(() -> robot.lookup(".server-remove").tryQuery().isPresent());
    robot.interact(() -> robot.lookup(".server-remove").queryButton().fire());
    QuickRobot.until(() -> !engine.store().bindings().has("PATH", origin));
  }

  @Test
  void warnsOfLookalikeHostsAndPlainHttp(FxRobot robot) throws Exception {
    String lookalike = GRAPH.formatted("http://xn--pi-6kc.example:8080");
    robot.interact(() -> session.editor().open(Document.of("lookalike.yaml", lookalike)));
    live(robot);
    QuickRobot.until(this::isAsked);
    var asked = session.keyConfirmations().askedProperty().get().orElseThrow();
    assertEquals("Send the key PATH to http://xn--pi-6kc.example:8080?", asked.words());
    assertTrue(asked.more().contains("аpi.example and may imitate another"), asked.more());
    assertTrue(asked.more().contains("http is not encrypted"), asked.more());
    robot.interact(() -> session.keyConfirmations().decline());
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
  }

  @Test
  void declinedKeyIsNotAskedForAgain(FxRobot robot) throws Exception {
    live(robot);
    QuickRobot.until(this::isAsked);
    robot.clickOn("#key-decline");
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertTrue(session.simulator().answerProperty().get().orElseThrow().simulated());
    live(robot);
    QuickRobot.until(() -> phase() == Answer.Phase.WHOLE);
    assertFalse(isAsked());
    assertEquals(0, keys.size());
    assertFalse(engine.store().bindings().has("PATH", origin));
  }

  @Test
  void confirmationIsWithdrawnWithItsCall(FxRobot robot) throws Exception {
    live(robot);
    QuickRobot.until(this::isAsked);
    robot.interact(() -> session.simulator().stop());
    QuickRobot.until(() -> !isAsked());
    live(robot);
    QuickRobot.until(this::isAsked);
    assertEquals(0, keys.size());
  }

  @Test
  void comparisonColumnsShareConfirmation(FxRobot robot) throws Exception {
    robot.interact(() -> {
      session.simulator().compose(RequestDraft.of("Hello", Map.of()));
      var model = session.editor().document().graph().model("theirs").orElseThrow();
      session.comparison().add(new ComparisonTarget.OfModel(model));
      session.comparison().add(new ComparisonTarget.OfModel(model));
      session.comparison().run();
    });
    QuickRobot.until(this::isAsked);
    robot.interact(() -> session.keyConfirmations().allow());
    QuickRobot.until(() -> keys.size() == 2);
    assertFalse(isAsked());
  }

  @Test
  void proxyRequestContinuesWithoutUnconfirmedKey(FxRobot robot) throws Exception {
    robot.interact(() -> {
      session.proxy().simulate(false);
      session.proxy().switchOn();
    });
    QuickRobot.until(() -> session.proxy().on().isPresent());
    assertFalse(isAsked());
    String base = session.proxy().on().orElseThrow().base();
    assertEquals("spare", ask(base));
    QuickRobot.until(this::isAsked);
    assertEquals(0, keys.size());
    robot.interact(() -> session.keyConfirmations().allow());
    QuickRobot.until(() -> !isAsked());
    assertEquals("theirs", ask(base));
  }

  private String ask(String base) throws Exception {
    String key =
        switch (engine.store().apps().add("test" + System.nanoTime())) {
          case io.signalbox.engine.store.AppKeys.Added.Fresh fresh -> fresh.key().reveal();
          case io.signalbox.engine.store.AppKeys.Added.Refused refused ->
              throw new AssertionError(refused.problem());
        };
    var request =
        HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"any\",\"stream\":true,\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(request, HttpResponse.BodyHandlers.ofString())
          .headers()
          .firstValue("x-signalbox-model")
          .orElse("");
    }
  }

  private void live(FxRobot robot) {
    robot.interact(() -> {
      session.simulator().compose(RequestDraft.of("Hello", Map.of()));
      session.simulator().live();
    });
  }

  private Answer.Phase phase() {
    return session.simulator().answerProperty().get().map(Answer::phase).orElse(Answer.Phase.ASKED);
  }

  private boolean isAsked() {
    return session.keyConfirmations().askedProperty().get().isPresent();
  }
}
