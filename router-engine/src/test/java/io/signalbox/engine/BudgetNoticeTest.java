package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Shares of a budget that are spent stand in the log, each once. An answer costs $0.002.
@Isolated("it counts what is logged of budgets")
@Timeout(120)
final class BudgetNoticeTest {
  private static final Logger LOG = Logger.getLogger("io.signalbox.budgets");
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: cap
      models:
        a: { provider: fake-openai, model: verbose, url: "%s/v1", params: { max_tokens: 100 } }
      nodes:
        cap:
          kind: budget
          usd: 0.008
          per: month
          of: metadata.team
          notices: [ 50%%, 80%% ]
          within: a
          over: full
        full: { kind: reject, status: 429, message: The budget is used up. }
      """;

  @TempDir private Path home;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final Handler listener = new Listener();

  @BeforeEach
  void listen() {
    LOG.addHandler(listener);
  }

  @AfterEach
  void hangUp() {
    LOG.removeHandler(listener);
  }

  @Test
  void eachShareIsToldOnceInWindowAlsoOverRestart() throws Exception {
    try (var provider = new FakeProvider(FakeAnswers.says("Hi"))) {
      String graph = GRAPH.formatted(provider.url());
      try (var rig = new Rig(home, graph)) {
        ask(rig, "blue");
        assertEquals(List.of(), said);
        ask(rig, "blue");
        assertEquals(
            List.of(
                "The budget cap of Test has spent $0.004 of $0.008 this month for blue, over 50"
                    + " %."),
            said);
      }
      try (var rig = new Rig(home, graph)) {
        ask(rig, "blue");
        assertEquals(1, said.size(), said.toString());
        ask(rig, "red");
        ask(rig, "red");
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.getLast().contains("for red"), said.toString());
        assertEquals(200, ask(rig, "blue"));
        assertTrue(said.getLast().endsWith("for blue, over 80 %."), said.toString());
        assertEquals(429, ask(rig, "blue"));
        assertEquals(3, said.size(), said.toString());
      }
    }
  }

  private static int ask(Rig rig, String team) throws Exception {
    String body = Rig.body(false, "hello");
    return rig.post(
            "/v1/chat/completions",
            body.replace("{\"model\"", "{\"metadata\":{\"team\":\"" + team + "\"},\"model\""))
        .status();
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord entry) {
      said.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
