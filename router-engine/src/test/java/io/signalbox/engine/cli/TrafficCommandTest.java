package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the list of traffic says of requests that went on to another model. */
@Timeout(120)
final class TrafficCommandTest {
  private static final String LIMITED =
      "{\"error\":{\"message\":\"You said: hello\",\"code\":\"rate_limit_exceeded\"}}";

  @TempDir private Path directory;

  @Test
  void saysWhyARequestFailedOver() throws Exception {
    run(TrafficCommandTest::answers);
    String out = Typed.run(directory, "traffic").out();
    assertTrue(out.contains("  opus: 429 rate_limited → gpt"), out);
    JsonNode row = rows().get(0);
    JsonNode failure = row.get("failures").get(0);
    assertEquals(1, row.get("failures").size());
    assertEquals("opus", failure.get("model").asString());
    assertEquals("rate_limited", failure.get("outcome").asString());
    assertEquals(429, failure.get("status").asInt());
    assertEquals("rate_limit_exceeded", failure.get("code").asString());
    assertEquals("anthropic answered 429 rate_limit_exceeded", failure.get("message").asString());
  }

  @Test
  void saysWhyNoModelAnswered() throws Exception {
    run(line -> {
      line.request();
      line.whole(500, "application/json", "{}", "connection: close");
    });
    String out = Typed.run(directory, "traffic").out();
    assertTrue(
        out.contains("  opus: 429 rate_limited → gpt: 500 server_error  openai answered 500"), out);
  }

  @Test
  void saysNothingOfARequestThatTheFirstModelAnswered() throws Exception {
    try (var provider = new FakeProvider(TrafficCommandTest::answers)) {
      graph(provider.url(), provider.url());
      Typed.run(directory, "run", directory.resolve("graph.yaml").toString(), "--prompt", "hello");
    }
    assertFalse(Typed.run(directory, "traffic").out().contains("→"));
    assertEquals(0, rows().get(0).get("failures").size());
  }

  private JsonNode rows() throws IOException {
    return JsonMapper.shared().readTree(Typed.run(directory, "traffic", "--json").out());
  }

  private void run(FakeProvider.Play second) throws Exception {
    try (var first =
            new FakeProvider(line -> {
              line.request();
              line.whole(429, "application/json", LIMITED, "connection: close");
            });
        var next = new FakeProvider(second)) {
      graph(first.url(), next.url());
      Typed.run(directory, "run", directory.resolve("graph.yaml").toString(), "--prompt", "hello");
    }
  }

  private void graph(String first, String second) throws IOException {
    Files.writeString(
        directory.resolve("graph.yaml"),
        """
        signalbox: 1
        name: Desk
        start: pair
        models:
          opus: { provider: anthropic, model: claude-opus-4-5, url: "%s/v1" }
          gpt: { provider: openai, model: gpt-5.1, url: "%s/v1" }
        nodes:
          pair: { kind: fallback, to: [ opus, gpt ] }
        """
            .formatted(first, second));
  }

  private static void answers(FakeProvider.Line line) throws IOException {
    line.request();
    line.beginStream();
    line.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"}}]}");
    line.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    line.event("[DONE]");
    line.endStream();
  }
}
