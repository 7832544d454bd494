package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Ledger.SpendBy;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.store.database.Schema;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home that version 0.1.0 wrote: six answered requests, each first of a model that refused the
/// connection, and one under way when the process was killed. Two apps, a budget and a limit.
/// Beside it the graph and its suite.
final class HomeOfVersionBeforeTest {
  private static final String GRAPH = "Old desk";
  private static final Instant DAY = Instant.parse("2026-11-28T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-28T23:57:00Z");
  private static final Instant MONTH = Instant.ofEpochMilli(1_793_491_200_000L);

  @TempDir private Path home;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    for (String file : List.of("traces.db", "budgets.db", "apps.db")) {
      Files.write(home.resolve(file), bytes(file));
    }
    var ready = Stores.ready(home, Stores.at(() -> LATER));
    assertEquals(List.of(), ready.notices());
    store = ready.store();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = HomeOfVersionBeforeTest.class.getResourceAsStream("/home-0.1/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }

  private static String text(String file) throws IOException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  @Test
  void filesAreMigrated() throws Exception {
    for (Schema schema : List.of(Schema.TRACES, Schema.BUDGETS, Schema.APPS)) {
      try (var connection =
              DriverManager.getConnection("jdbc:sqlite:" + home.resolve(schema.file()));
          var statement = connection.createStatement();
          var version = statement.executeQuery("pragma user_version")) {
        assertEquals(schema.version(), version.getInt(1), schema.file());
      }
    }
  }

  @Test
  void tracesAreThere() {
    var rows = store.ledger().page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 10);
    assertEquals(List.of(6L, 5L, 4L, 3L, 2L, 1L), rows.stream().map(TrafficRow::number).toList());
    assertEquals("triage cap rate first", rows.getFirst().path());
    var trace = store.ledger().trace(rows.getLast().id()).orElseThrow();
    assertEquals(GRAPH, trace.graph());
    assertEquals(
        new Trace.Asked("editor", "", trace.asked().conversation(), "auto", false), trace.asked());
    assertEquals(List.of("triage", "cap", "rate", "first"), trace.path());
    assertEquals(List.of("dead", "fast"), trace.calls().stream().map(Attempt::model).toList());
    assertEquals(
        new Outcome.Failed(FailureClass.UNREACHABLE), trace.attempts().getFirst().outcome());
    assertEquals(Optional.of(Money.of("0.00076875")), trace.cost());
    assertEquals(75, trace.answer().flatMap(Attempt::usage).orElseThrow().completionTokens());
    assertTrue(trace.answer().orElseThrow().simulated());
    assertEquals("no rule held", trace.steps().getFirst().because());
  }

  @Test
  void spendIsThere() {
    var spend = store.ledger().spend(SpendBy.APP, DAY, LATER, ZoneOffset.UTC);
    assertEquals(List.of(new SpendRow("editor", Money.ZERO, 6, 10, 0, 55, 401)), spend);
    assertEquals(List.of("editor"), store.ledger().facets().apps());
  }

  /// What the killed process held counts at its worst, and what is held now has room beside it.
  @Test
  void budgetsGoOn() {
    assertEquals(
        new WindowUsage(Money.of("0.00777375"), 5, 322),
        store.budgets().used(GRAPH, "cap", "editor", Window.MONTH, MONTH));
    assertEquals(322, store.budgets().used(GRAPH, "rate", "", Window.DAY, DAY).tokens());
    var claim =
        new Claim(
            GRAPH,
            "cap",
            "editor",
            Window.MONTH,
            MONTH,
            Optional.of(Money.of("5")),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false);
    var call = new WorstCase(Money.of("6"), Money.of("0.04"), 0, 0);
    assertTrue(store.budgets().hold("now", List.of(claim), call).isEmpty());
    assertTrue(store.budgets().hold("then", List.of(claim), call).isPresent());
    store.budgets().settle("now", Money.of("0.01"), 0);
    assertEquals(
        Money.of("0.01777375"), store.budgets().spent(GRAPH, "cap", "editor", Window.MONTH, MONTH));
  }

  @Test
  void appsAreThereAndServersCanBeConfirmed() {
    assertEquals(
        List.of("editor", "scripts"), store.apps().list().stream().map(AppKeys.App::name).toList());
    assertTrue(store.apps().list().getFirst().firstUsed().isPresent());
    assertEquals("", store.apps().list().getFirst().ending());
    assertEquals(List.of(), store.bindings().list());
    store.bindings().allow("OPENAI_API_KEY", "https://gateway.example");
    assertTrue(store.bindings().has("OPENAI_API_KEY", "https://gateway.example"));
  }

  @Test
  void newTracesFollowTheOldOnes() {
    store.ledger().record(TraceSample.of("new").at(LATER).trace());
    assertTrue(store.ledger().flush());
    assertEquals(7, store.ledger().newest());
  }

  @Test
  void graphReadsTheSame() throws IOException {
    var read = GraphText.read("desk.yaml", text("desk.yaml"));
    assertEquals(List.of(), read.problems().stream().map(Problem::line).toList());
    var graph = read.graph().orElseThrow();
    assertEquals(GRAPH, graph.name());
    assertEquals(List.of("dead", "fast", "long"), List.copyOf(graph.models().keySet()));
    assertEquals(
        List.of("triage", "cap", "rate", "first", "full"), List.copyOf(graph.nodes().keySet()));
    assertEquals(text("desk.yaml"), read.with(graph).text());
  }

  @Test
  void suiteReadsTheSame() throws IOException {
    var read = SuiteText.read("desk.suite.yaml", text("desk.suite.yaml"));
    assertEquals(List.of(), read.problems().stream().map(Problem::line).toList());
    var suite = read.suite().orElseThrow();
    assertEquals("desk.yaml", suite.graph());
    assertEquals(
        List.of(
            "a translation goes to the fast model",
            "what the first model cannot answer the next one does",
            "a budget that is spent rejects"),
        suite.cases().stream().map(SuiteCase::name).toList());
  }
}
