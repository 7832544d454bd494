package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes of clients that are no text.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodyTextTest {
  private static final String CHAT =
      "{\"model\":\"main\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"XX\"}]}";
  private static final String GENERATE = "{\"contents\":[{\"parts\":[{\"text\":\"XX\"}]}]}";
  private static final String RESPONSE = "{\"model\":\"main\",\"input\":\"XX\"}";

  /// Overlong, a surrogate, above U+10FFFF, cut short, a byte that begins nothing.
  private static final List<String> BROKEN =
      List.of(
          "\u00c0\u00af",
          "\u00e0\u0080\u00af",
          "\u00ed\u00a0\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00e2\u0082",
          "\u00ff");

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server = ProxyServer.start(ProxySettings.local(0), gateway);

  @AfterAll
  void close() {
    server.close();
  }

  static Stream<String[]> bodies() {
    return BROKEN.stream()
        .flatMap(text ->
            Stream.of(
                new String[] {"/v1/chat/completions", CHAT.replace("XX", text)},
                new String[] {"/v1/chat/completions", CHAT.replace("main", text)},
                new String[] {"/v1/messages", CHAT.replace("XX", text)},
                new String[] {"/v1/messages/count_tokens", CHAT.replace("XX", text)},
                new String[] {"/v1/responses", RESPONSE.replace("XX", text)},
                new String[] {"/v1beta/models/main:generateContent", GENERATE.replace("XX", text)},
                new String[] {"/v1beta/models/main:countTokens", GENERATE.replace("XX", text)},
                new String[] {"/v1/responses/input_tokens", RESPONSE.replace("XX", text)},
                new String[] {"/v1/responses", RESPONSE.replace("input", text)}));
  }

  private RawClient.Reply reply(String path, String body, String... headers) throws IOException {
    String request =
        RawClient.chat(server.port(), body, headers).replace("/v1/chat/completions", path);
    try (var client = new RawClient(server.port()).send(request)) {
      return client.reply();
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodyThatIsNoTextIsRefusedInTheWordsOfItsDialect(String path, String body)
      throws IOException {
    var reply = reply(path, body);
    assertEquals(400, reply.status());
    String form = path.startsWith("/v1/messages") ? "{\"type\":\"error\"" : "{\"error\":{";
    assertTrue(reply.body().startsWith(form), reply.body());
    String kind = path.startsWith("/v1beta") ? "INVALID_ARGUMENT" : "invalid_request_error";
    assertTrue(reply.body().contains(kind), reply.body());
    assertTrue(reply.body().contains("is not part of a UTF-8 character"), reply.body());
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void allOtherCharactersAreTaken() throws Exception {
    String text = "aä€😀\u0080\uFFFF";
    byte[] bytes = CHAT.replace("XX", text).getBytes(StandardCharsets.UTF_8);
    String body = new String(bytes, StandardCharsets.ISO_8859_1);
    assertEquals(200, reply("/v1/chat/completions", body).status());
    var part = gateway.asked.take().request().messages().getFirst().parts().getFirst();
    assertTrue(part.toString().contains(text), part.toString());
  }

  @Test
  void labelsOfTheHeaderAreAsciiOrRefused() throws IOException {
    var reply = reply("/v1/chat/completions", CHAT, "x-signalbox-metadata: tier=fr\u00fc");
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("in ASCII"), reply.body());
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void labelsOfSeveralHeadersAllCount() throws Exception {
    String[] lines = {"x-signalbox-metadata: a=1", "x-signalbox-metadata: b=2"};
    assertEquals(200, reply("/v1/chat/completions", CHAT, lines).status());
    assertEquals(java.util.Map.of("a", "1", "b", "2"), gateway.asked.take().client().metadata());
    assertEquals(
        400,
        reply("/v1/chat/completions", CHAT, lines[0], "x-signalbox-metadata: nothing").status());
  }
}
