package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told when a budget's disk takes nothing. */
class UnwritableBudgetTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Capped
      start: cap
      models:
        m: { provider: fake-openai, model: priced, url: "URL" }
        n: { provider: fake-openai, model: priced, url: "URL" }
      nodes:
        cap: { kind: budget, usd: 40, per: month, within: m, over: n }
      """;

  private static final String ANSWER =
      "{\"id\":\"a\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";

  @TempDir private Path home;

  @Test
  void refusesWithReasonAndCallsNoProviderWhileBudgetCannotBeSaved() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.whole(200, "application/json", ANSWER, "connection: close");
            });
        var rig = new Rig(home, GRAPH.replace("URL", provider.url()))) {
      assertEquals(200, rig.ask(false).status());
      sql("create trigger full before insert on budget begin select raise(abort, 'no room'); end");
      sql("create trigger full2 before update on budget begin select raise(abort, 'no room'); end");
      for (boolean stream : new boolean[] {false, true}) {
        var reply = rig.ask(stream);
        assertEquals(503, reply.status());
        assertTrue(reply.body().contains("could not be saved"), reply.body());
        assertTrue(reply.body().contains("store_unavailable"), reply.body());
        assertFalse(reply.body().contains(home.toString()), reply.body());
      }
      var messages =
          rig.post(
              "/v1/messages",
              "{\"model\":\"any\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
      assertEquals(529, messages.status(), "as this dialect says that it is for a while");
      assertTrue(messages.body().contains("could not be saved"), messages.body());
      assertEquals(1, provider.connections());
      sql("drop trigger full");
      sql("drop trigger full2");
      assertEquals(200, rig.ask(false).status());
    }
  }

  @Test
  void refusesWithReasonAndCallsNoProviderWhileBudgetCannotBeRead() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.whole(200, "application/json", ANSWER, "connection: close");
            });
        var rig = new Rig(home, GRAPH.replace("URL", provider.url()))) {
      assertEquals(200, rig.ask(false).status());
      sql("alter table budget rename to gone");
      var reply = rig.ask(false);
      assertEquals(503, reply.status(), reply.body());
      assertTrue(reply.body().contains("could not be read"), reply.body());
      assertTrue(reply.body().contains("store_unavailable"), reply.body());
      assertFalse(reply.body().contains(home.toString()), reply.body());
      assertEquals(1, provider.connections());
      sql("alter table gone rename to budget");
      assertEquals(200, rig.ask(false).status());
    }
  }

  private void sql(String text) throws java.sql.SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("budgets.db"));
        var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
