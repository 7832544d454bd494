package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients of OpenAI's Responses through the whole program, to providers of every dialect.
@Timeout(120)
final class ResponsesTest {
  private static final String STREAM =
      "{\"model\":\"m\",\"stream\":true,\"input\":\"hello\",\"client_metadata\":{\"a\":\"b\"}}";
  private static final String TOOLS =
      "{\"model\":\"m\",\"stream\":true,\"input\":[{\"role\":\"user\",\"content\":\"hello\"},"
          + "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"hm\"}],"
          + "\"encrypted_content\":\"signalbox.signed.SIGNED\"},"
          + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"namespace\":\"agents\","
          + "\"name\":\"close\",\"arguments\":\"{}\"},"
          + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"closed\"}],"
          + "\"tools\":[{\"type\":\"namespace\",\"name\":\"agents\",\"tools\":["
          + "{\"type\":\"function\",\"name\":\"close\",\"parameters\":{\"type\":\"object\"}}]},"
          + "{\"type\":\"custom\",\"name\":\"apply_patch\"},{\"type\":\"web_search\"}]}";

  @TempDir private Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(http));

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
    var rig =
        new Rig(
            home,
            "signalbox: 1\nname: Test\nstart: a\nmodels:\n  a: { provider: fake-%s, model: priced, url: \"%s\" }\n"
                .formatted(dialect, provider.url()));
    open.add(rig);
    return rig;
  }

  private static HttpRequest request(Rig rig, String body) {
    URI address = rig.address().resolve("/v1/responses");
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> ask(Rig rig, String body) throws IOException, InterruptedException {
    return http.send(request(rig, body), HttpResponse.BodyHandlers.ofString());
  }

  private static String id(HttpResponse<?> response) {
    return response.headers().firstValue("x-request-id").orElse("");
  }

  private static String bodyOf(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static String last(HttpResponse<String> response) {
    return response.body().lines().filter(line -> line.startsWith("event: ")).toList().getLast();
  }

  private static Play calls(String name, String arguments) {
    return line -> {
      line.request();
      line.beginStream();
      line.event(
          "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
              + "\"id\":\"k1\",\"type\":\"function\",\"function\":{\"name\":\""
              + name
              + "\",\"arguments\":\""
              + arguments
              + "\"}}]},\"finish_reason\":\"tool_calls\"}]}");
      line.event("[DONE]");
      line.endStream();
    };
  }

  @Test
  void toolsOfEveryKindReachAModelAndItsCallsComeBack() throws Exception {
    var provider = provider(calls("apply_patch", "{\\\"input\\\":\\\"*** Begin\\\"}"));
    var rig = start("openai", provider);
    var response = ask(rig, TOOLS);
    assertEquals("event: response.completed", last(response));
    assertTrue(
        response
            .body()
            .contains("\"call_id\":\"k1\",\"name\":\"apply_patch\",\"input\":\"*** Begin\"}"),
        response.body());
    String body = bodyOf(provider.requests.take());
    assertTrue(body.contains("\"function\":{\"name\":\"agents__close\",\"arguments\""), body);
    assertTrue(body.contains("\"function\":{\"name\":\"agents__close\",\"parameters\""), body);
    assertTrue(body.contains("\"function\":{\"name\":\"apply_patch\",\"parameters\""), body);
    assertFalse(body.contains("web_search"), body);
    var trace = rig.trace(id(response));
    trace.is(200, "a answered 200");
    String losses = trace.all().get("losses").toString();
    assertTrue(
        losses.contains("members of tools[2] (web_search) that only responses supports"), losses);
  }

  @Test
  void callOfAToolInAGroupNamesTheGroup() throws Exception {
    var rig = start("openai", provider(calls("agents__close", "{}")));
    var response = ask(rig, TOOLS);
    String call = "\"name\":\"close\",\"namespace\":\"agents\",\"arguments\":\"{}\"}";
    assertTrue(response.body().contains(call), response.body());
  }

  @Test
  void thinkingGoesBackToTheModelThatItCameFrom() throws Exception {
    var provider = provider(FakeAnswers.saysAsAnthropic("from a"));
    var response = ask(start("anthropic", provider), TOOLS);
    assertTrue(response.body().contains("\"text\":\"from a\""), response.body());
    String body = bodyOf(provider.requests.take());
    assertTrue(body.contains("\"thinking\":\"hm\""), body);
    assertTrue(body.contains("\"signature\":\"SIGNED\""), body);
  }

  @Test
  void geminiAnswersInTheClientsWords() throws Exception {
    var response = ask(start("gemini", provider(FakeAnswers.saysAsGemini("from a"))), STREAM);
    assertTrue(response.body().contains("\"text\":\"from a\""), response.body());
    assertEquals("event: response.completed", last(response));
  }

  @Test
  void streamThatIsCutFails() throws Exception {
    var provider =
        provider(line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.delta("half"));
          line.reset();
        });
    var response = ask(start("openai", provider), STREAM);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"text\":\"half\""), response.body());
    assertEquals("event: response.failed", last(response));
  }

  /// Codex hangs up on the last event, without waiting for the end of the body.
  @Test
  void disconnectAtLastEventCountsAsAnswered() throws Exception {
    var rig = start("openai", provider(says("from a")));
    var response = http.send(request(rig, STREAM), HttpResponse.BodyHandlers.ofInputStream());
    var heard = new StringBuilder();
    try (var in = response.body()) {
      while (heard.indexOf("event: response.completed") < 0) {
        byte[] some = in.readNBytes(1);
        assertEquals(1, some.length, heard.toString());
        heard.append(new String(some, StandardCharsets.ISO_8859_1));
      }
    }
    rig.trace(id(response)).is(200, "a answered 200");
  }
}
