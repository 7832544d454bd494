package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that ask for a count get that of the provider which would answer them, in their own
/// dialect's words.
@Timeout(120)
final class PromptCountTest {
  private static final String MESSAGES =
      "{\"model\":\"m\",\"system\":\"Be"
          + " brief.\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
          + "\"tools\":[{\"name\":\"look\",\"input_schema\":{\"type\":\"object\"}}]}";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider provider(Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    return provider;
  }

  private Rig start(String dialect, FakeProvider provider) throws IOException {
    return start(
        "start: a\nmodels:\n  a: { provider: fake-%s, model: priced, url: \"%s\" }\n"
            .formatted(dialect, provider.url()));
  }

  private Rig start(String graph) throws IOException {
    var rig = new Rig(home, "signalbox: 1\nname: Test\n" + graph);
    open.add(rig);
    return rig;
  }

  private static Play answers(int status, String body) {
    return line -> {
      while (true) {
        line.request();
        line.whole(status, "application/json", body);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic,/v1/messages/count_tokens,'{\"input_tokens\":4711}'",
    "gemini,/models/priced:countTokens,'{\"totalTokens\":4711,\"cachedContentTokenCount\":3}'",
    "responses,/responses/input_tokens,'{\"object\":\"response.input_tokens\",\"input_tokens\":4711}'",
    "bedrock,/model/priced/count-tokens,'{\"inputTokens\":4711}'"
  })
  void providerThatWouldAnswerCounts(String dialect, String path, String count) throws Exception {
    var provider = provider(answers(200, count));
    var rig = start(dialect, provider);
    assertEquals("{\"input_tokens\":4711}", rig.post("/v1/messages/count_tokens", MESSAGES).body());
    String sent = provider.requests.take();
    assertTrue(sent.startsWith("POST " + path + " HTTP/1.1\r\n"), sent);
    assertTrue(sent.contains("Be brief."), sent);
    assertTrue(sent.contains("\"look\""), sent);
    assertFalse(sent.contains("max_tokens"), sent);
    assertEquals(
        "{\"object\":\"response.input_tokens\",\"input_tokens\":4711}",
        rig.post("/v1/responses/input_tokens", "{\"model\":\"m\",\"input\":\"Hi\"}").body());
    String asked = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
    String told = rig.post("/v1beta/models/m:countTokens", asked).body();
    assertTrue(told.contains("\"totalTokens\":4711"), told);
  }

  /// A provider without a count is not asked at every turn of an agent.
  @Test
  void estimateStandsInWhereThereIsNoCount() throws Exception {
    var provider = provider(answers(404, "{\"error\":{\"message\":\"no\"}}"));
    var rig = start("anthropic", provider);
    String estimate = rig.post("/v1/messages/count_tokens", MESSAGES).body();
    assertTrue(estimate.matches("\\{\"input_tokens\":\\d\\d}"), estimate);
    assertEquals(estimate, rig.post("/v1/messages/count_tokens", MESSAGES).body());
    assertEquals(1, provider.requests.size());
    rig.pass(Duration.ofMinutes(11));
    rig.post("/v1/messages/count_tokens", MESSAGES);
    assertEquals(2, provider.requests.size());
  }

  @Test
  void providerThatHasNoCountIsNotCalled() throws Exception {
    var provider = provider(says("no"));
    var rig = start("openai", provider);
    String estimate = rig.post("/v1/messages/count_tokens", MESSAGES).body();
    assertTrue(estimate.matches("\\{\"input_tokens\":\\d\\d}"), estimate);
    assertEquals(0, provider.requests.size());
  }

  @Test
  void providerOfAPlanCountsWhereItsCallsAreTheCheapest() throws Exception {
    var a = provider(answers(200, "{\"input_tokens\":1}"));
    var b = provider(answers(200, "{\"input_tokens\":2}"));
    Files.writeString(
        home.resolve("plans.yaml"),
        "plans: [ { id: lite, models: [ fake-anthropic/dear ], url: \"%s\" } ]".formatted(a.url()));
    var rig =
        start(
            """
            start: pick
            models:
              a: { provider: fake-anthropic, model: dear, url: "%s" }
              b: { provider: fake-anthropic, model: priced, url: "%s" }
            nodes:
              pick: { kind: balance, by: cost, to: [ b, a ] }
            """
                .formatted(a.url(), b.url()));
    assertEquals("{\"input_tokens\":1}", rig.post("/v1/messages/count_tokens", MESSAGES).body());
  }

  @Test
  void countingDecidesNothing() throws Exception {
    var a = provider(answers(200, "{\"input_tokens\":1}"));
    var b = provider(answers(200, "{\"input_tokens\":2}"));
    var rig =
        start(
            """
            start: pick
            models:
              a: { provider: fake-anthropic, model: priced, url: "%s" }
              b: { provider: fake-anthropic, model: priced, url: "%s" }
            nodes:
              pick: { kind: balance, by: turns, to: [ a, b ] }
            """
                .formatted(a.url(), b.url()));
    for (int i = 0; i < 3; i++) {
      assertEquals("{\"input_tokens\":1}", rig.post("/v1/messages/count_tokens", MESSAGES).body());
    }
    assertEquals(0, rig.program().store().ledger().ids("req", 10).size());
  }
}
