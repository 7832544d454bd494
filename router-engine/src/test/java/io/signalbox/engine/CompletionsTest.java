package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's Completions through the whole program: as they are to servers that speak them, and as a
/// chat to all others.
@Timeout(120)
final class CompletionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/v1/completions";
  private static final String WHOLE =
      "{\"id\":\"c\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"text\":\""
          + " upon a time\",\"index\":0,\"logprobs\":{\"tokens\":[\" upon\"]},"
          + "\"finish_reason\":\"stop\"},{\"text\":\"!\",\"index\":1,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7},"
          + " \"odd\":1}";

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

  private FakeProvider answering(String body) throws IOException {
    return provider(line -> {
      while (true) {
        line.request();
        line.whole(200, "application/json", body);
      }
    });
  }

  private Rig start(String provider, FakeProvider upstream) throws IOException {
    var rig =
        new Rig(
            home,
            "signalbox: 1\nname: Test\nstart: a\nmodels:\n  a: { provider: %s, model: priced, url: \"%s\" }\n"
                .formatted(provider, upstream.url()));
    open.add(rig);
    return rig;
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"model\":\"any\",\"prompt\":\"Once\",\"suffix\":\"end\",\"echo\":true,\"logprobs\":2}",
        "{\"model\": \"any\",\"prompt\":[\"Once\","
            + " \"Twice\"],\"n\":2,\"best_of\":3,\"future\":1e0}",
        "{\"model\":\"any\",\"prompt\":[12805,5304],\"max_tokens\":0}",
        "{\"model\":\"any\",\"prompt\":[[200000],[7]],\"stop\":null}"
      })
  void bodyAndAnswerPassByteForByteToAServerThatSpeaksThem(String asked) throws Exception {
    var provider = answering(WHOLE);
    Rig rig = start("fake-local", provider);
    Rig.Reply reply = rig.post(PATH, asked);
    assertEquals(WHOLE, reply.body());
    String sent = provider.requests.take();
    assertTrue(sent.startsWith("POST /completions "), sent);
    assertEquals(asked.replace("\"any\"", "\"priced\""), body(sent));
    rig.trace(reply).is(200, "a answered 200");
  }

  @Test
  void streamPassesAndItsUsageIsCounted() throws Exception {
    String chunk =
        "data: {\"choices\":[{\"text\":\" upon\",\"index\":0,\"finish_reason\":null}]}\n\n";
    String last =
        "data: {\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":\"length\"}]}\n\n";
    String usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}\n\n";
    var provider =
        provider(line -> {
          line.request();
          line.beginStream();
          line.chunk(chunk);
          line.chunk(last);
          line.chunk(usage);
          line.chunk("data: [DONE]\n\n");
          line.endStream();
        });
    Rig rig = start("fake-local", provider);
    Rig.Reply reply = rig.post(PATH, "{\"prompt\":\"Once\",\"stream\":true}");
    assertEquals(chunk + last + "data: [DONE]\n\n", reply.body());
    JsonNode sent = JSON.readTree(body(provider.requests.take()));
    assertTrue(sent.at("/stream_options/include_usage").asBoolean(), sent.toString());
    assertEquals("0.002", rig.trace(reply).usd(0));
  }

  @Test
  void elsewhereAPromptIsAChatAndWhatIsLostIsNamed() throws Exception {
    var provider =
        provider(line -> {
          while (true) {
            boolean stream = line.request().contains("\"stream\":true");
            ProviderSpeech.OPENAI.answer(line, stream, "upon a time", false);
          }
        });
    Rig rig = start("fake-openai", provider);
    String asked =
        "{\"prompt\":\"Once \",\"suffix\":\"end\",\"echo\":true,\"logprobs\":2,\"max_tokens\":7,"
            + "\"temperature\":0.5,\"stop\":\"!\",\"presence_penalty\":1}";
    Rig.Reply reply = rig.post(PATH, asked);
    JsonNode sent = JSON.readTree(body(provider.requests.take()));
    assertEquals("[{\"role\":\"user\",\"content\":\"Once \"}]", sent.path("messages").toString());
    assertEquals(7, sent.path("max_completion_tokens").asInt(sent.path("max_tokens").asInt()));
    assertEquals(1, sent.path("presence_penalty").asInt());
    assertFalse(sent.has("suffix") || sent.has("echo") || sent.has("logprobs"), sent.toString());
    String losses = String.valueOf(rig.trace(reply).all().get("losses"));
    assertTrue(losses.contains("suffix, logprobs"), losses);
    assertFalse(losses.contains("echo") || losses.contains("presence"), losses);
    JsonNode answer = JSON.readTree(reply.body());
    assertEquals("Once upon a time", answer.at("/choices/0/text").asString());
    assertEquals("text_completion", answer.path("object").asString());
    assertEquals("stop", answer.at("/choices/0/finish_reason").asString());
    assertEquals(1100, answer.at("/usage/total_tokens").asInt());
    Rig.Reply events = rig.post(PATH, "{\"prompt\":[\"Once \"],\"echo\":true,\"stream\":true}");
    assertTrue(events.body().startsWith("data: {\"id\":\"cmpl-"), events.body());
    assertTrue(events.body().contains("\"text\":\"Once "), events.body());
    assertTrue(events.body().contains("\"finish_reason\":\"stop\""), events.body());
    assertTrue(events.body().endsWith("data: [DONE]\n\n"), events.body());
    assertFalse(events.body().contains("usage"), events.body());
  }

  @Test
  void severalPromptsAndAnswersReachOnlyServersThatSpeakThem() throws Exception {
    var provider = answering(WHOLE);
    Rig rig = start("fake-openai", provider);
    for (String asked :
        List.of(
            "{\"prompt\":[\"a\",\"b\"]}", "{\"prompt\":\"a\",\"n\":2}", "{\"prompt\":[200000]}")) {
      Rig.Reply reply = rig.post(PATH, asked);
      assertEquals(400, reply.status(), asked);
      assertTrue(reply.body().contains("unsupported_parameter"), reply.body());
    }
    assertTrue(provider.requests.isEmpty());
  }

  @Test
  void rewrittenPromptIsWrittenAnewForTheSameApi() throws Exception {
    var provider = answering(WHOLE);
    var rig =
        new Rig(
            home,
            """
            signalbox: 1
            name: Test
            start: hidden
            nodes:
              hidden: { kind: rewrite, redact: [ email ], set: { temperature: 0 }, to: a }
            models:
              a: { provider: fake-local, model: priced, url: "%s" }
            """
                .formatted(provider.url()));
    open.add(rig);
    Rig.Reply reply = rig.post(PATH, "{\"prompt\":\"to anna@example.com\",\"suffix\":\"end\"}");
    JsonNode sent = JSON.readTree(body(provider.requests.take()));
    assertFalse(sent.path("prompt").asString().contains("anna@"), sent.toString());
    assertEquals(0, sent.path("temperature").asDouble(1));
    assertEquals("end", sent.path("suffix").asString());
    JsonNode answer = JSON.readTree(reply.body());
    assertEquals(" upon a time", answer.at("/choices/0/text").asString());
  }

  @Test
  void bodiesThatBreakTheRulesAreRefused() throws Exception {
    Rig rig = start("fake-local", answering(WHOLE));
    for (var each :
        Map.of(
                "{}", "Missing required parameter: 'prompt'.",
                "{\"prompt\":[]}", "Invalid 'prompt': empty array.",
                "{\"prompt\":7}", "Invalid type for 'prompt'",
                "{\"prompt\":[[]]}", "Invalid 'prompt[0]': empty array.",
                "{\"prompt\":\"a\",\"max_tokens\":-1}", "integer below minimum value",
                "{\"prompt\":\"a\",\"stream\":1}", "Invalid type for 'stream'")
            .entrySet()) {
      Rig.Reply reply = rig.post(PATH, each.getKey());
      assertEquals(400, reply.status(), each.getKey());
      assertTrue(reply.body().contains(each.getValue()), reply.body());
    }
  }
}
