package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.ClientError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One failure has one code, whether it came before the first byte of the answer or after it.
final class ErrorWordsTest {
  private static final String CHAT =
      "{\"model\":\"main\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String MESSAGES =
      "{\"model\":\"main\",\"stream\":%s,\"max_tokens\":9,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String GENERATE =
      "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}"; // the path says the form
  private static final String RESPONSES = "{\"model\":\"main\",\"stream\":%s,\"input\":\"Hi\"}";

  private final FakeGateway gateway = new FakeGateway();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ProxyServer server =
      ProxyServer.start(ProxySettings.local(0).keyed(false), gateway);

  @BeforeEach
  void warm() {
    assertTrue(server.port() > 0);
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  static Stream<Arguments> everyClassInEveryDialect() {
    return Arrays.stream(FailureClass.values())
        .flatMap(kind ->
            Stream.of(
                Arguments.of(kind, "/v1/chat/completions", CHAT, "\"code\":"),
                Arguments.of(kind, "/v1/responses", RESPONSES, "\"code\":"),
                Arguments.of(kind, "/v1beta/models/main:VERB", GENERATE, "\"reason\":"),
                Arguments.of(kind, "/v1/messages", MESSAGES, "{\"type\":")));
  }

  @ParameterizedTest
  @MethodSource("everyClassInEveryDialect")
  void failureHasOneCodeBeforeAndAfterTheFirstByte(
      FailureClass kind, String path, String body, String member) throws Exception {
    var failure = Failure.of(kind, 0, "no luck");
    gateway.answering((inquiry, sink) -> Optional.of(ClientError.of(failure, "")));
    HttpResponse<String> before = ask(path, body, false);
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), new byte[0]);
      sink.broken(failure);
      return Optional.empty();
    });
    String code = code(before.body(), member);
    String after = ask(path, body, true).body();
    assertEquals(code, code(lastError(after), member), after);
    HttpResponse<String> whole = ask(path, body, false);
    assertEquals(code, code(whole.body(), member));
    assertEquals(before.statusCode(), whole.statusCode());
  }

  private static String lastError(String events) {
    return events.substring(events.lastIndexOf("\"error\":{"));
  }

  private static String code(String body, String member) {
    Matcher code =
        Pattern.compile(
                "\"error\":\\{.*?"
                    + Pattern.quote(member.substring(member.indexOf('"')))
                    + "\"([A-Za-z_]+)\"")
            .matcher(body);
    assertTrue(code.find(), body);
    return code.group(1);
  }

  private HttpResponse<String> ask(String path, String body, boolean stream) throws Exception {
    String verb = stream ? "streamGenerateContent?alt=sse" : "generateContent";
    String address = "http://127.0.0.1:" + server.port() + path.replace("VERB", verb);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(stream)));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
