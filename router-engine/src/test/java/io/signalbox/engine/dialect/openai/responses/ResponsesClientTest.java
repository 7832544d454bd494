package io.signalbox.engine.dialect.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients say, against golden files.
final class ResponsesClientTest {
  private static final ClientDialect CLIENT = new ResponsesClient();
  private static final Path BODIES = Path.of("src/test/resources/golden/dialect/responses/read");

  @TestFactory
  Stream<DynamicTest> readsClientBodies() {
    return Golden.files("responses/read", ".json", ResponsesClientTest::reading);
  }

  private static String reading(byte[] body) {
    return switch (CLIENT.read(body)) {
      case Reading.Understood understood -> reading(understood);
      case Reading.Answered answered -> throw new AssertionError("it needs a model");
      case Reading.Refused refused -> {
        ClientDialect.ErrorReply reply = CLIENT.error(refused.error(), "req_1");
        yield reply.status() + " " + utf8(reply.body());
      }
    };
  }

  private static String reading(Reading.Understood understood) {
    ChatRequest request = understood.request();
    var out = new ArrayList<String>();
    out.add("model " + request.model());
    request
        .messages()
        .forEach(message -> {
          out.add(message.role().name());
          message.parts().forEach(part -> out.add("  " + part));
        });
    request.tools().forEach(tool -> out.add(tool.toString()));
    out.add(request.toolChoice() + " parallel " + request.parallelToolCalls());
    out.add(request.sampling().toString());
    out.add(request.format().toString());
    out.add("stream " + request.stream() + " usage " + request.streamUsage());
    out.add("metadata " + request.metadata() + " user " + request.user());
    out.add("extras of " + request.extras().dialect());
    request.extras().members().forEach((name, json) -> out.add("extra " + name + " " + json));
    new TreeMap<>(understood.repeated())
        .forEach((name, json) -> out.add("repeated " + name + " " + json));
    return String.join("\n", out);
  }

  @Test
  void bodyThatIsOnlyCountedNeedsNoInput() {
    byte[] body = bytes("{\"instructions\":\"Be brief.\"}");
    assertInstanceOf(Reading.Refused.class, CLIENT.read(body));
    assertInstanceOf(
        Reading.Understood.class, CLIENT.read(ClientCall.of(ClientRoute.Asks.COUNT, body)));
  }

  @Test
  void markOfByteOrderIsPassedOver() {
    byte[] body = bytes("\uFEFF{\"input\":\"Go\"}");
    var understood = assertInstanceOf(Reading.Understood.class, CLIENT.read(body));
    assertEquals("Go", understood.request().lastUserText());
  }

  @Test
  void listsHaveAnEnd() {
    String items = "{\"role\":\"user\",\"content\":\"\"},".repeat(10_000);
    assertEquals("input", refused("{\"input\":[" + items + "{}]}"));
    String tools = "{\"type\":\"web_search\"},".repeat(10_000);
    assertEquals("tools", refused("{\"tools\":[" + tools + "{}]}"));
    var labels = new StringBuilder();
    for (int i = 0; i <= 100; i++) {
      labels.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"\"");
    }
    assertEquals("metadata", refused("{\"metadata\":{" + labels + "}}"));
  }

  private static String refused(String body) {
    return assertInstanceOf(Reading.Refused.class, CLIENT.read(bytes(body))).error().param();
  }

  /// Seeded, so that what breaks it breaks it again.
  @Test
  void bodyThatIsBrokenAnywhereIsReadOrRefused() throws IOException {
    var random = new Random(7);
    for (String name : List.of("conversation", "tools", "everything", "choice-allowed")) {
      byte[] whole = Files.readAllBytes(BODIES.resolve(name + ".json"));
      for (int i = 0; i < 2_000; i++) {
        assertNotNull(CLIENT.read(broken(whole, random)));
      }
    }
  }

  private static byte[] broken(byte[] whole, Random random) {
    byte[] broken =
        Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
    for (int n = random.nextInt(4); n >= 0 && broken.length > 0; n--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return broken;
  }

  /// Every value in the place of every other one: most are of a kind that does not belong there.
  @Test
  void valueOfAnyKindAnywhereIsReadOrRefused() throws IOException {
    List<String> values = List.of("null", "[]", "{}", "[3]", "\"\"", "-1.5e3", "true", "[{}]");
    for (String name : List.of("conversation", "tools", "everything", "choice-allowed")) {
      String whole = Files.readString(BODIES.resolve(name + ".json"));
      for (int at = whole.indexOf(':'); at >= 0; at = whole.indexOf(':', at + 1)) {
        for (String value : values) {
          assertNotNull(CLIENT.read(bytes(withValue(whole, at + 1, value))));
        }
      }
    }
  }

  /// The text with the value that begins there replaced; as it is where none does.
  private static String withValue(String whole, int at, String value) {
    try (var cursor = new Cursor(bytes(whole.substring(at)))) {
      cursor.open();
      int length = utf8(Arrays.copyOf(bytes(whole.substring(at)), cursor.end())).length();
      return whole.substring(0, at) + value + whole.substring(at + length);
    } catch (tools.jackson.core.JacksonException e) {
      return whole;
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "429", "500", "503"})
  void errorsKeepTheirStatus(int status) {
    var error = ClientError.malformed(status, "", "no \"luck\"", "input[0]");
    var reply = CLIENT.error(error, "req_1");
    assertEquals(status, reply.status());
    assertEquals(
        "{\"error\":{\"message\":\"no \\\"luck\\\"\",\"type\":\"invalid_request_error\","
            + "\"param\":\"input[0]\",\"code\":null}}",
        utf8(reply.body()));
  }

  @Test
  void countIsAnObjectOfItsOwn() {
    assertEquals(
        "{\"object\":\"response.input_tokens\",\"input_tokens\":7}", utf8(CLIENT.count(7)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
