package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.FailureRow.Client;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.upstream.ClosedPort;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every failure of the table, whole and streamed, for clients and providers of every dialect, and
/// of each: what the client gets, what is recorded, what may be asked afterwards, what it costs.
/// One running program holds a column; each cell has models, a key's place and a budget of its own.
@Timeout(300)
final class FailureTableTest {
  private static final List<FailureRow> ROWS = FailureRows.all();

  /** Long enough that a busy machine is never taken for a silent provider. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private static final Duration SIGN = Duration.ofSeconds(30);
  private static final int AT_ONCE = 26;

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> failures() {
    return Stream.of(ProviderSpeech.values())
        .flatMap(
            provider -> Stream.of(ClientSpeech.values()).map(client -> column(provider, client)));
  }

  private DynamicContainer column(ProviderSpeech provider, ClientSpeech client) {
    String name = client + " client, " + provider + " provider";
    var column = new Column(provider, client);
    return DynamicContainer.dynamicContainer(
        name,
        column.cells().stream()
            .map(cell -> DynamicTest.dynamicTest(cell.title(), () -> column.result(cell))));
  }

  /// One row in one form.
  private record Cell(String id, FailureRow row, boolean stream) {
    String title() {
      return row.name() + ", " + row.form(stream);
    }
  }

  /// All cells of one client's and one provider's dialect.
  private final class Column {
    private final ProviderSpeech provider;
    private final ClientSpeech client;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private final Map<String, Future<Void>> runs = new ConcurrentHashMap<>();

    Column(ProviderSpeech provider, ClientSpeech client) {
      this.provider = provider;
      this.client = client;
      for (FailureRow row : ROWS) {
        row.forms().forEach(stream -> cells.add(new Cell("c" + cells.size(), row, stream)));
      }
    }

    List<Cell> cells() {
      return cells;
    }

    /// Waits for a cell's end. All cells of a column begin with the first that is asked for, some
    /// of them side by side: most of their time is waiting.
    void result(Cell cell) throws Throwable {
      if (runs.isEmpty()) {
        start();
      }
      try {
        runs.get(cell.id()).get();
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    }

    private void start() throws IOException {
      Rig started = rig();
      var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
      open.add(threads);
      for (Cell cell : cells) {
        runs.put(cell.id(), threads.submit(() -> check(cell, started)));
      }
    }

    private Void check(Cell cell, Rig started) throws Exception {
      FailureRow row = cell.row();
      var cost = BigDecimal.ZERO;
      for (String text : row.sent()) {
        Rig.Reply reply = ask(started, cell.id(), cell.stream(), text);
        assertClient(cell, reply);
        Rig.View trace = started.trace(reply);
        assertTrace(cell, trace);
        cost = cost.add(new BigDecimal(trace.usd()));
      }
      assertMoney(cell, started, cost);
      assertCoolsDown(cell, started);
      return null;
    }

    private Rig.Reply ask(Rig started, String model, boolean stream, String text) throws Exception {
      return started.post(client.path(model, stream), client.body(model, stream, text));
    }

    private void assertClient(Cell cell, Rig.Reply reply) {
      switch (cell.row().client()) {
        case Client.Next next -> client.assertAnswer(reply, cell.stream(), "from b");
        case Client.First first -> assertEquals(200, reply.status(), reply.body());
        case Client.Refusal refusal -> client.assertError(reply, refusal.status());
        case Client.Broken broken -> client.assertBrokenStream(reply, FailureRows.HALF);
      }
    }

    private void assertTrace(Cell cell, Rig.View trace) {
      boolean next = cell.row().client() instanceof Client.Next;
      int status = cell.row().client() instanceof Client.Refusal refusal ? refusal.status() : 200;
      assertEquals(next ? 2 : 1, trace.attempts().size(), trace.attempts()::toString);
      String first = trace.attempts().getFirst();
      assertTrue(first.startsWith("a" + cell.id()), first);
      assertTrue(first.contains(cell.row().attempt()), first);
      if (next) {
        assertEquals("b" + cell.id() + " answered 200", trace.attempts().getLast());
      }
      assertEquals(status, ((Number) trace.all().get("status")).intValue());
      boolean charged = new BigDecimal(trace.usd(0)).signum() > 0;
      assertEquals(cell.row().charged().test(provider), charged, "charged: " + trace.usd(0));
    }

    /// The budget has what the calls cost and holds nothing else.
    private void assertMoney(Cell cell, Rig started, BigDecimal cost) {
      var budgets = started.program().store().budgets();
      Instant today =
          Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
      var spent = budgets.spent("Test", "cap" + cell.id(), "", Window.DAY, today);
      assertEquals(cost.stripTrailingZeros(), spent.usd().stripTrailingZeros());
    }

    /// A second request, to the same model, then another of the same key, then one of another.
    private void assertCoolsDown(Cell cell, Rig started) throws Exception {
      served.put(cell.id(), -1);
      Rig.Reply reply = ask(started, "again-" + cell.id(), false, "probe");
      client.assertAnswer(reply, false, "from");
      var attempts = started.trace(reply).attempts();
      String id = cell.id();
      boolean deaf = cell.row().play().isEmpty();
      var expected =
          switch (cell.row().rests()) {
            case NOTHING ->
                deaf
                    ? List.of("a%s unreachable 0", "o%s unreachable 0", "b%s answered 200")
                    : List.of("a%s answered 200");
            case MODEL -> List.of("a%s skipped 0", "o%s answered 200");
            case KEY -> List.of("a%s skipped 0", "o%s skipped 0", "b%s answered 200");
          };
      assertEquals(expected.stream().map(each -> each.formatted(id)).toList(), attempts);
    }

    private Rig rig() throws IOException {
      var fake = new FakeProvider(this::serve);
      open.add(fake);
      var deadlines =
          new UpstreamCall.Deadlines(
              Duration.ofSeconds(10), SILENCE, SILENCE, Duration.ofSeconds(60), SIGN);
      var rig = new Rig(home.resolve(provider + "-" + client), graph(fake.url()), deadlines);
      open.add(rig);
      return rig;
    }

    private String graph(String url) throws IOException {
      var models = new StringBuilder();
      var rules = new StringBuilder();
      var nodes = new StringBuilder();
      for (Cell cell : cells) {
        String id = cell.id();
        String at = cell.row().play().isPresent() ? url : "http://127.0.0.1:" + ClosedPort.number();
        models.append(model("a" + id, "priced", at + "/" + id));
        models.append(model("o" + id, "large", at + "/" + id));
        models.append(model("b" + id, "priced", url + "/well-" + id));
        rules.append("      - { when: 'model == \"%s\"', to: cap%s }\n".formatted(id, id));
        rules.append("      - { when: 'model == \"again-%s\"', to: again%s }\n".formatted(id, id));
        nodes.append(
            "  cap%s: { kind: budget, usd: 1, per: day, within: pair%s, over: full }\n"
                .formatted(id, id));
        nodes.append("  pair%s: { kind: fallback, to: [ a%s, b%s ] }\n".formatted(id, id, id));
        nodes.append(
            "  again%s: { kind: fallback, to: [ a%s, o%s, b%s ] }\n".formatted(id, id, id, id));
      }
      return "signalbox: 1\nname: Test\nstart: which\nmodels:\n"
          + models
          + "nodes:\n  which:\n    kind: rules\n    rules:\n"
          + rules
          + "    otherwise: full\n"
          + "  full: { kind: reject, status: 429, message: Full }\n"
          + nodes;
    }

    private String model(String id, String name, String url) {
      return "  %s: { provider: fake-%s, model: %s, url: \"%s\" }\n"
          .formatted(id, provider.id(), name, url);
    }

    private void serve(FakeProvider.Line line) throws Exception {
      while (true) {
        String request = line.request();
        boolean stream = ProviderSpeech.isStream(request);
        String id = request.substring(request.indexOf('/') + 1).split("/", 2)[0];
        if (id.startsWith("well-") || served.getOrDefault(id, 0) < 0) {
          provider.answer(line, stream, id.startsWith("well-") ? "from b" : "from a", false);
        } else {
          Cell cell = cells.get(Integer.parseInt(id.substring(1)));
          cell.row().play().orElseThrow().on(provider, line, stream);
        }
      }
    }
  }
}
