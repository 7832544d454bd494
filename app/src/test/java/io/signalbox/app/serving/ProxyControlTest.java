package io.signalbox.app.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealEngine;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Budgets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The switch, without a window.
final class ProxyControlTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: small
      start: triage
      models:
        fast: { provider: openai, model: gpt-5.1 }
        slow: { provider: openai, model: gpt-5-mini }
      nodes:
        triage:
          kind: rules
          rules:
            - when: tokens > 1000
              to: slow
          otherwise: fast
      """;

  @TempDir private Path home;
  private RealEngine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = RealEngine.at(home);
    session = new Session(engine.installation(), Background.direct());
    session.proxy().portProperty().set(0);
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private ProxyState.On switchedOn() {
    session.proxy().switchOn();
    return assertInstanceOf(ProxyState.On.class, session.proxy().stateProperty().get());
  }

  @Test
  void graphWithoutKeysIsServedBySimulatedModels() throws Exception {
    session.editor().open(Document.of("small.yaml", GRAPH));
    assertTrue(
        session.editor().document().valid(), session.editor().document().problems().toString());
    ProxyState.On on = switchedOn();
    assertTrue(on.simulated());
    assertEquals(List.of("small"), on.graphs());
    HttpResponse<String> answer = ask(on, key("tests"));
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(
        answer.body().toLowerCase(java.util.Locale.ROOT).contains("simulated"), answer.body());
    awaitTrace();
    session.proxy().look();
    assertEquals(1, session.proxy().figuresProperty().get().perMinute());
    session.proxy().switchOff();
    assertInstanceOf(ProxyState.Off.class, session.proxy().stateProperty().get());
  }

  @Test
  void spentShareOfBudgetIsShownOnce() {
    session.editor().open(Document.of("small.yaml", GRAPH));
    switchedOn();
    spend("cap");
    session.proxy().look();
    assertEquals(
        "The budget cap of small has spent $0.60 of $1.00 this day, over 50 %.",
        session.notices().noticeProperty().get().orElseThrow().words());
    session.notices().noticeProperty().set(Optional.empty());
    session.proxy().look();
    assertEquals(Optional.empty(), session.notices().noticeProperty().get());
  }

  @Test
  void sharesSpentAtOnceAreShownTogether() {
    session.editor().open(Document.of("small.yaml", GRAPH));
    switchedOn();
    List.of("a", "b", "c", "d", "e").forEach(this::spend);
    session.proxy().look();
    String said = session.notices().noticeProperty().get().orElseThrow().words();
    assertEquals(3, said.split("The budget ", -1).length - 1, said);
    assertTrue(said.endsWith(" And 2 more, in the log."), said);
  }

  private void spend(String node) {
    var claim =
        new Claim(
                "small",
                node,
                "",
                Window.DAY,
                Instant.EPOCH,
                Optional.of(Money.of("1")),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false)
            .telling(List.of(0.5));
    Budgets budgets = engine.store().budgets();
    budgets.hold(node, List.of(claim), WorstCase.of(Money.of("0.6"), 1));
    budgets.settle(node, Money.of("0.6"), 1);
    assertTrue(budgets.notice(claim).isPresent());
  }

  @Test
  void wrongKeyIsRejected() throws Exception {
    session.editor().open(Document.of("small.yaml", GRAPH));
    ProxyState.On on = switchedOn();
    assertEquals(401, ask(on, Secret.of("sb-nobody-has-this-key")).statusCode());
    assertEquals(401, session.proxy().refusals().getFirst().status());
  }

  @Test
  void draftIsNotServedUntilDeployed() {
    session.editor().open(Document.of("small.yaml", GRAPH));
    switchedOn();
    assertEquals(0, session.proxy().driftProperty().get());
    session.editor().edit("Rename", new GraphEdit.SetName("other"));
    assertEquals(1, session.proxy().driftProperty().get());
    session.proxy().makeLive();
    assertEquals(0, session.proxy().driftProperty().get());
    assertEquals(List.of("other"), session.proxy().on().orElseThrow().graphs());
  }

  @Test
  void portInUseOffersNextPort() {
    session.editor().open(Document.of("small.yaml", GRAPH));
    int taken = switchedOn().address().getPort();
    var other = new Session(engine.installation(), Background.direct());
    other.editor().open(Document.of("small.yaml", GRAPH));
    other.proxy().portProperty().set(taken);
    other.proxy().switchOn();
    var failed = assertInstanceOf(ProxyState.Failed.class, other.proxy().stateProperty().get());
    assertEquals(
        "Port " + taken + " is used by another program. Choose another port.", failed.words());
    assertEquals(OptionalInt.of(taken + 1), failed.otherPort());
  }

  @Test
  void doesNotStartWithoutOpenGraph() {
    session.proxy().switchOn();
    var failed = assertInstanceOf(ProxyState.Failed.class, session.proxy().stateProperty().get());
    assertEquals("No graph is open. Open one to start the proxy.", failed.words());
  }

  /// A trace is recorded after its answer has left.
  private void awaitTrace() {
    long until = System.nanoTime() + 60_000_000_000L;
    while (engine.store().ledger().newest() == 0 && System.nanoTime() < until) {
      engine.store().ledger().flush();
    }
  }

  private Secret key(String app) {
    return assertInstanceOf(AppKeys.Added.Fresh.class, engine.store().apps().add(app)).key();
  }

  private static HttpResponse<String> ask(ProxyState.On on, Secret key) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(on.base() + "/chat/completions"))
              .header("authorization", "Bearer " + key.reveal())
              .header("content-type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
