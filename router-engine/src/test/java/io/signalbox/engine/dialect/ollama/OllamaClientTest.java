package io.signalbox.engine.dialect.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Named;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientRoute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients say, against golden files.
final class OllamaClientTest {
  private static final ClientDialect CLIENT = new OllamaClient();

  @TestFactory
  Stream<DynamicTest> readsBodiesOfChat() {
    return Golden.files("ollama/chat", ".json", body -> reading("/api/chat", body));
  }

  @TestFactory
  Stream<DynamicTest> readsBodiesOfGenerate() {
    return Golden.files("ollama/generate", ".json", body -> reading("/api/generate", body));
  }

  private static String reading(String path, byte[] body) {
    return switch (read(path, body)) {
      case Reading.Understood understood ->
          reading(understood.request()) + "\nrepeated " + understood.repeated();
      case Reading.Answered answered -> "answered " + utf8(answered.body());
      case Reading.Refused refused -> {
        ClientDialect.ErrorReply reply = CLIENT.error(refused.error(), "req_1");
        yield reply.status() + " " + utf8(reply.body());
      }
    };
  }

  private static Reading read(String path, byte[] body) {
    var route = ClientRoute.post(path, ClientRoute.Asks.ANSWER);
    return CLIENT.read(new ClientCall(route, Map.of(), "", Map.of(), body));
  }

  private static String reading(ChatRequest request) {
    var out = new ArrayList<String>();
    out.add("model " + request.model());
    request
        .messages()
        .forEach(message -> {
          out.add(message.role().name());
          message.parts().forEach(part -> out.add("  " + part));
        });
    request.tools().forEach(tool -> out.add(tool.toString()));
    out.add(request.sampling().toString());
    out.add(request.format().toString());
    out.add("stream " + request.stream() + " usage " + request.streamUsage());
    out.add("extras of " + request.extras().dialect());
    request.extras().members().forEach((name, json) -> out.add("extra " + name + " " + json));
    return String.join("\n", out);
  }

  @Test
  void listsHaveAnEnd() {
    String messages = "{\"role\":\"user\",\"content\":\"\"},".repeat(10_000);
    assertEquals("messages", refused("{\"messages\":[" + messages + "{}]}"));
    String tools = "{\"function\":{\"name\":\"f\"}},".repeat(10_000);
    assertEquals("tools", refused("{\"tools\":[" + tools + "{}]}"));
  }

  private static String refused(String body) {
    return assertInstanceOf(Reading.Refused.class, CLIENT.read(bytes(body))).error().param();
  }

  /// Results name their calls, or nothing at all; each call is answered once, and the same
  /// conversation has the same ids when it goes on.
  @Test
  void resultsFindTheirCalls() {
    String said =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},{\"role\":\"assistant\",\"tool_calls\":["
            + "{\"function\":{\"name\":\"a\",\"arguments\":{}}},"
            + "{\"function\":{\"name\":\"b\",\"arguments\":{}}},"
            + "{\"function\":{\"name\":\"a\",\"arguments\":{}}}]},";
    String results =
        "{\"role\":\"tool\",\"content\":\"1\",\"tool_name\":\"b\"},"
            + "{\"role\":\"tool\",\"content\":\"2\"},"
            + "{\"role\":\"tool\",\"content\":\"3\",\"tool_name\":\"a\"}";
    String more = ",{\"role\":\"user\",\"content\":\"And?\"}";
    List<String> ids = List.of("call_1", "call_0", "call_2");
    assertEquals(ids, answered(said + results + "]}"));
    assertEquals(ids, answered(said + results + more + "]}"));
    String late = more + ",{\"role\":\"tool\",\"content\":\"4\",\"tool_name\":\"a\"}]}";
    assertEquals("messages[4]", refused(said + "{\"role\":\"tool\",\"content\":\"1\"}" + late));
    assertEquals("messages[5]", refused(said + results + ",{\"role\":\"tool\"}]}"));
  }

  private static List<String> answered(String body) {
    var read = assertInstanceOf(Reading.Understood.class, CLIENT.read(bytes(body)));
    return read.request().messages().stream()
        .flatMap(message -> message.parts().stream())
        .filter(io.signalbox.engine.chat.Part.ToolResult.class::isInstance)
        .map(part -> ((io.signalbox.engine.chat.Part.ToolResult) part).callId())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model":"main"} | main
          {"model":"main:latest","verbose":true} | main
          {"name":"main"} | main
          {"model":"team/fast lane"} | team/fast lane
          {"model":""} | -
          {"model":7} | -
          [] | -
          nothing | -
          """)
  void modelToShowIsNamedInTheBody(String body, String name) {
    var route = ClientRoute.post("/api/show", ClientRoute.Asks.MODEL);
    var named = CLIENT.named(new ClientCall(route, Map.of(), "", Map.of(), bytes(body)));
    if (name.equals("-")) {
      assertEquals("model", assertInstanceOf(Named.Refused.class, named).error().param());
    } else {
      assertEquals(new Named.Model(name), named);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
