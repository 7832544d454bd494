package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.PlanReport;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.trace.AttemptWords;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import io.signalbox.engine.workspace.SuiteCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that a plan of the user includes, before one that costs by the token.
@Timeout(120)
final class PlanTest {
  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private static final String FALLBACK = "pick: { kind: fallback, to: [ planned, paid ] }";

  private final class Scene {
    final FakeProvider planned;
    final FakeProvider paid;

    Scene(Play... plays) throws IOException {
      planned = new FakeProvider(plays);
      open.add(planned);
      paid = new FakeProvider(FakeAnswers.says("paid"));
      open.add(paid);
    }

    /// @param plan the plan's last lines
    Scene plan(String plan) throws IOException {
      Files.createDirectories(home);
      Files.writeString(
          home.resolve("plans.yaml"),
          """
          plans:
            - id: lite
              models: [ fake-openai/* ]
              url: %s/v1
          %s
          """
              .formatted(planned.url(), plan.indent(4)));
      return this;
    }

    Rig rig(String nodes) throws IOException {
      return rig("priced", nodes);
    }

    Rig rig(String model, String nodes) throws IOException {
      var rig = new Rig(home, graph(model, nodes));
      open.add(rig);
      return rig;
    }

    String graph(String model, String nodes) {
      return """
      signalbox: 1
      name: Test
      start: pick
      models:
        planned: { provider: fake-openai, model: %s, url: "%s/v1" }
        paid: { provider: fake-openai, model: priced, url: "%s/v1" }
      nodes:
      %s
      """
          .formatted(model, planned.url(), paid.url(), nodes.indent(2));
    }
  }

  private Scene scene() throws IOException {
    return new Scene(FakeAnswers.says("planned"));
  }

  private static PlanReport report(Rig rig) {
    return PlanReport.of(rig.program(), InstantSource.system());
  }

  private static String lines(Rig.View trace) {
    return trace.all().get("attempts").toString();
  }

  @Test
  void includedCallCostsNothingAndKeepsWhatItWouldHaveCost() throws Exception {
    var rig = scene().plan("quotas: [ { requests: 10, per: 5h } ]").rig(FALLBACK);
    var reply = rig.ask(false);
    assertTrue(reply.says("planned"), reply.body());
    assertEquals("0", reply.header("x-signalbox-cost-usd"));
    var trace = rig.trace(reply);
    assertEquals("0", trace.usd());
    assertTrue(lines(trace).contains("kind=included"), lines(trace));
    assertTrue(lines(trace).contains("prices=plan lite"), lines(trace));
    assertTrue(lines(trace).contains("kind=input"), lines(trace));
    var recorded = rig.program().store().ledger().trace(reply.header("x-request-id")).orElseThrow();
    assertEquals(
        "$0: input 1,000 × $1/M, output 100 × $10/M, included in the plan lite, $0.002 by the"
            + " token",
        AttemptWords.cost(recorded.attempts().getFirst().cost()));
    var standing = report(rig).plans().getFirst();
    assertEquals(1, standing.quotas().getFirst().requests());
    assertTrue(standing.month().usd().usd().signum() > 0, standing.toString());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "0.5, false", "0.0001, true"})
  void includedCallCostsNothingWhateverItsProviderSaysThatItCharged(String cost, boolean stream)
      throws Exception {
    Play charging =
        line -> {
          while (true) {
            String event = FakeAnswers.chunk("{\"content\":\"planned\"}", "\"stop\"");
            String told =
                "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,"
                    + "\"total_tokens\":1100,\"cost\":"
                    + cost
                    + "}}";
            if (line.request().contains("\"stream\":true")) {
              line.beginStream();
              line.event(event);
              line.event("{\"id\":\"c1\",\"choices\":[]," + told);
              line.event("[DONE]");
              line.endStream();
            } else {
              String whole = FakeAnswers.whole("planned");
              String head = whole.substring(0, whole.indexOf("\"usage\""));
              line.whole(200, "application/json", head + told);
            }
          }
        };
    String nodes = "pick: { kind: budget, usd: 0.001, per: day, within: planned, over: paid }";
    var rig = new Scene(charging).plan("usd: 3").rig(nodes);
    for (int i = 0; i < 2; i++) {
      var reply = rig.ask(stream);
      assertTrue(reply.says("planned"), reply.body());
      var trace = rig.trace(reply);
      assertEquals("0", trace.usd());
      assertTrue(lines(trace).contains("kind=charged"), lines(trace));
    }
  }

  @Test
  void modelsOfAPlanThatCannotBeReadArePassedOver() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 9, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    assertTrue(rig.ask(false).says("planned"));
    sql("alter table budget rename to gone");
    var reply = rig.ask(false);
    assertTrue(reply.says("paid"), reply.body());
    String steps = rig.trace(reply).all().toString();
    assertTrue(steps.contains("what is used of the plan lite cannot be read"), steps);
    var planned = rig.graph(scene.graph("priced", FALLBACK)).model("planned").orElseThrow();
    assertTrue(rig.program().health(planned).open());
    sql("alter table gone rename to budget");
    assertTrue(rig.ask(false).says("planned"));
  }

  @Test
  void modelsOfAPlanThatCannotBeCountedArePassedOver() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 9, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    assertTrue(rig.ask(false).says("planned"));
    sql("create trigger full before update on budget begin select raise(abort, 'no room'); end");
    var reply = rig.ask(false);
    assertTrue(reply.says("paid"), reply.body());
    assertEquals(1, scene.planned.requests.size());
    sql("drop trigger full");
    assertTrue(rig.ask(false).says("planned"));
  }

  @Test
  void liveTriesWithASupposedWorldAreCounted() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 9, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    var graph = rig.graph(scene.graph("priced", FALLBACK));
    var live = new LiveRun(rig.program().exchange(), rig.program()::router);
    var hello = ChatRequest.ofText("any", "hello");
    var well = supposed(Map.of());
    var trace = live.in(well, graph, hello, Client.LOCAL, told -> {}, sent -> {});
    assertEquals(Optional.of(Money.ZERO), trace.attempts().getFirst().cost().total());
    assertEquals(1, report(rig).plans().getFirst().quotas().getFirst().requests());
    var fails =
        new SuiteCase.Happening.Fails(
            FailureClass.TIMEOUT, Optional.empty(), Optional.empty(), Optional.empty());
    var failing = supposed(Map.of("planned", List.of(fails)));
    live.in(failing, graph, hello, Client.LOCAL, told -> {}, sent -> {});
    assertEquals(1, report(rig).plans().getFirst().quotas().getFirst().requests(), "not called");
    assertEquals(1, scene.planned.requests.size());
  }

  private static SuiteCase.Fixture supposed(Map<String, List<SuiteCase.Happening>> models) {
    return new SuiteCase.Fixture(
        models,
        Optional.of(Instant.parse("2026-01-05T10:00:00Z")),
        0,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private void sql(String text) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("budgets.db"));
        var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void usedUpPlanIsPassedOverUntilItBeginsAnew() throws Exception {
    var rig = scene().plan("quotas: [ { requests: 2, per: 5h } ]").rig(FALLBACK);
    assertTrue(rig.ask(false).says("planned"));
    rig.pass(Duration.ofHours(4));
    assertTrue(rig.ask(false).says("planned"));
    var reply = rig.ask(false);
    assertTrue(reply.says("paid"), reply.body());
    String steps = rig.trace(reply).all().toString();
    assertTrue(
        steps.contains("the plan lite is used up: 2 of 2 requests per 5h, again in "), steps);
    rig.pass(Duration.ofHours(1).plusSeconds(1)); // the window began with the first call
    assertTrue(rig.ask(false).says("planned"));
  }

  @Test
  void lastModelOfUsedUpPlanIsNotCalled() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 1, per: day } ]");
    var rig = scene.rig("pick: { kind: fallback, to: [ planned ] }");
    assertTrue(rig.ask(false).says("planned"));
    var reply = rig.ask(false);
    assertEquals(503, reply.status(), reply.body());
    assertTrue(reply.body().contains("the plan lite is used up"), reply.body());
    assertEquals(1, scene.planned.requests.size());
  }

  @Test
  void countSurvivesRestart() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 1, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    assertTrue(rig.ask(false).says("planned"));
    rig.close();
    assertTrue(scene.rig(FALLBACK).ask(false).says("paid"));
  }

  @Test
  void tokensAreCountedWhenTheyAreKnown() throws Exception {
    var rig = scene().plan("quotas: [ { tokens: 1, per: month } ]").rig(FALLBACK);
    assertTrue(rig.ask(false).says("planned"));
    assertTrue(rig.ask(false).says("paid"));
  }

  @Test
  void planThatPaysOnCostsByTheTokenThen() throws Exception {
    var rig = scene().plan("quotas: [ { requests: 1, per: 5h } ]\nthen: pay").rig(FALLBACK);
    assertEquals("0", rig.ask(false).header("x-signalbox-cost-usd"));
    var reply = rig.ask(false);
    assertTrue(reply.says("planned"), reply.body());
    assertTrue(Double.parseDouble(reply.header("x-signalbox-cost-usd")) > 0);
  }

  @Test
  void failedCallThatIsNotChargedForIsNotCounted() throws Exception {
    Play failsOnce =
        line -> {
          line.request();
          line.whole(500, "application/json", "{}");
        };
    var scene = new Scene(failsOnce, FakeAnswers.says("planned"));
    var rig = scene.plan("quotas: [ { requests: 1, per: 5h } ]").rig(FALLBACK);
    assertTrue(rig.ask(false).says("paid"));
    assertEquals(0, report(rig).plans().getFirst().quotas().getFirst().requests());
    assertTrue(rig.ask(false).says("planned"));
  }

  @Test
  void budgetHasRoomForIncludedModelsOfUnknownPrice() throws Exception {
    String nodes =
        """
        pick: { kind: budget, usd: 0.0001, per: day, within: planned, over: paid }
        """;
    var rig = scene().plan("usd: 3").rig("nobody-knows", nodes);
    assertTrue(rig.ask(false).says("planned"));
    assertTrue(rig.ask(false).says("planned"));
  }

  @Test
  void balanceByCostTakesTheIncludedModelWhileThereIsAny() throws Exception {
    String nodes = "pick: { kind: balance, by: cost, to: [ paid, planned ] }";
    var rig = scene().plan("quotas: [ { requests: 1, per: 5h } ]").rig("dear", nodes);
    assertTrue(rig.ask(false).says("planned"));
    assertTrue(rig.ask(false).says("paid"));
  }

  @Test
  void conditionsSeeWhatIsLeft() throws Exception {
    String nodes =
        """
        pick:
          kind: rules
          rules: [ { when: health.planned.headroom > 0.5, to: planned } ]
          otherwise: paid
        """;
    var rig = scene().plan("quotas: [ { requests: 4, per: 5h } ]").rig(nodes);
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      said.add(rig.ask(false).says("planned") ? "planned" : "paid");
    }
    assertEquals(List.of("planned", "planned", "paid"), said);
  }

  @Test
  void callsAtOnceNeverPassTheQuota() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 5, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> one = () -> rig.ask(false).says("planned");
      var all = pool.invokeAll(Stream.generate(() -> one).limit(20).toList());
      long planned = all.stream().filter(each -> each.resultNow()).count();
      assertEquals(5, planned);
    }
    assertEquals(5, scene.planned.requests.size());
  }

  @Test
  void fileWithErrorIncludesNothing() throws Exception {
    var scene = scene().plan("quotas: [ { requests: 0, per: 5h } ]");
    var rig = scene.rig(FALLBACK);
    assertTrue(Double.parseDouble(rig.ask(false).header("x-signalbox-cost-usd")) > 0);
    assertEquals(1, report(rig).problems().size());
  }

  @Test
  void otherAddressIsNotOfThePlan() throws Exception {
    var rig = scene().plan("usd: 3").rig("pick: { kind: fallback, to: [ paid ] }");
    assertTrue(Double.parseDouble(rig.ask(false).header("x-signalbox-cost-usd")) > 0);
  }

  @Test
  void planWithoutQuotaIncludesAll() throws Exception {
    var rig = scene().plan("usd: 3").rig(FALLBACK);
    for (int i = 0; i < 3; i++) {
      assertTrue(rig.ask(false).says("planned"));
    }
    assertEquals(3, report(rig).plans().getFirst().month().requests());
  }
}
