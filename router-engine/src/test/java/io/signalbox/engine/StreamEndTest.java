package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a stream counts as that ends at its end, but not quite: by the provider, or by a client.
@Timeout(120)
final class StreamEndTest {
  /// The model and the form are in the address.
  private static final String GENERATE = "/v1beta/models/any:VERB";

  private static final String GENERATED = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";
  private static final String MESSAGES = "/v1/messages";
  private static final String CHAT = "/v1/chat/completions";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private Rig start(String dialect, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    String url = provider.url() + (dialect.equals("openai") ? "/v1" : "");
    var rig =
        new Rig(
            home,
            """
            signalbox: 1
            name: Test
            start: first
            models:
              a: { provider: fake-%s, model: priced, url: "%s" }
            nodes:
              first: { kind: fallback, to: [ a ] }
            """
                .formatted(dialect, url));
    open.add(rig);
    return rig;
  }

  /// A client that reads its stream line by line, and its request's id.
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private String id = "";

    Client(Rig rig, String path) throws IOException {
      this(rig, path, true);
    }

    Client(Rig rig, String path, boolean stream) throws IOException {
      socket = new Socket("127.0.0.1", rig.address().getPort());
      String body = path.equals(GENERATE) ? GENERATED : asked(path, stream);
      String head =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(
                  path.replace(
                      "VERB", stream ? "streamGenerateContent?alt=sse" : "generateContent"),
                  rig.address().getPort(),
                  body.length());
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String asked(String path, boolean stream) {
      String asked =
          path.equals("/v1/responses")
              ? "\"max_output_tokens\":19,\"input\":\"hello\""
              : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";
      return "{\"model\":\"any\",\"stream\":" + stream + "," + asked + "}";
    }

    /// Reads as much as the header says that there is.
    void whole() throws IOException {
      int length = 0;
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        String small = line.toLowerCase(Locale.ROOT);
        id = small.startsWith("x-request-id: ") ? line.substring(14) : id;
        length =
            small.startsWith("content-length: ") ? Integer.parseInt(line.substring(16)) : length;
      }
      for (int read = 0; read < length; read++) {
        assertTrue(in.read() >= 0);
      }
    }

    /// Reads up to a line in which this stands.
    Client until(String text) throws IOException {
      for (String line = in.readLine(); !line.contains(text); line = in.readLine()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("x-request-id: ")) {
          id = line.substring(14);
        }
      }
      return this;
    }

    String rest() throws IOException {
      var rest = new StringBuilder();
      for (String line = in.readLine(); !line.equals("0"); line = in.readLine()) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void finishAsAnthropic(Line line) throws IOException {
    line.request();
    line.beginStream();
    FakeAnswers.anthropic(
        line,
        "message_start",
        "\"message\":{\"id\":\"m1\",\"model\":\"m\",\"content\":[],"
            + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}");
    FakeAnswers.anthropic(
        line,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"Hi\"}");
    FakeAnswers.anthropic(line, "content_block_stop", "\"index\":0");
    FakeAnswers.anthropic(
        line,
        "message_delta",
        "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":100}");
  }

  @ParameterizedTest
  @CsvSource({
    MESSAGES + ",true",
    MESSAGES + ",false",
    CHAT + ",true",
    CHAT + ",false",
    GENERATE + ",true",
    GENERATE + ",false"
  })
  void streamOfMessagesThatIsCutBeforeItsStopIsInterrupted(String path, boolean reset)
      throws Exception {
    var rig =
        start(
            "anthropic",
            line -> {
              finishAsAnthropic(line);
              if (reset) {
                line.reset();
              } else {
                line.endStream();
              }
            });
    try (var client = new Client(rig, path)) {
      String rest = client.until("Hi").rest();
      assertTrue(rest.contains("error"), rest);
      assertFalse(rest.matches("(?s).*(message_stop|\\[DONE\\]|finishReason).*"), rest);
      rig.trace(client.id).is(200, "a interrupted 0");
    }
  }

  @Test
  void disconnectAtStopOfMessagesCountsAsAnswered() throws Exception {
    var rig =
        start(
            "anthropic",
            line -> {
              finishAsAnthropic(line);
              line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
              line.stall();
            });
    assertEndsAs(rig, MESSAGES, "data: {\"type\":\"message_stop\"}", 200, "a answered 200");
  }

  /// The last event, which says why the answer ends, waits for the usage.
  @Test
  void disconnectBeforeFinishOfMessagesIsRecordedAs499() throws Exception {
    var rig = start("openai", StreamEndTest::finishAsOpenAi);
    assertEndsAs(rig, MESSAGES, "data: {\"type\":\"content_block_stop\"", 499, "a cancelled 499");
  }

  @Test
  void disconnectAtFinishOfChatCountsAsAnswered() throws Exception {
    var rig = start("openai", StreamEndTest::finishAsOpenAi);
    assertEndsAs(rig, CHAT, "\"finish_reason\":\"stop\"", 200, "a answered 200");
  }

  /// Whatever the client speaks and its provider: who has read the last event has the answer.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai | /v1/messages | data: {\"type\":\"message_stop\"}",
        "openai | /v1/responses | \"type\":\"response.completed\"",
        "openai | /v1/chat/completions | \"finish_reason\":\"stop\"",
        "openai | " + GENERATE + " | \"finishReason\":\"STOP\"",
        "anthropic | " + GENERATE + " | \"finishReason\":\"STOP\"",
        "anthropic | /v1/messages | data: {\"type\":\"message_stop\"}",
        "anthropic | /v1/responses | \"type\":\"response.completed\"",
        "anthropic | /v1/chat/completions | [DONE]"
      })
  void disconnectAtLastEventCountsAsAnswered(String dialect, String path, String last)
      throws Exception {
    var rig =
        start(
            dialect,
            line -> {
              if (dialect.equals("openai")) {
                line.request();
                line.beginStream();
                line.event(FakeAnswers.delta("Hi"));
                line.event(FakeAnswers.chunk("{}", "\"stop\""));
                line.event(
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}");
                line.event("[DONE]");
              } else {
                finishAsAnthropic(line);
                line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
              }
              line.stall();
            });
    assertEndsAs(rig, path, last, 200, "a answered 200");
  }

  /// The same for an answer that comes whole: its length tells that there is no more of it.
  @ParameterizedTest
  @CsvSource({MESSAGES, "/v1/responses", CHAT, GENERATE})
  void disconnectAtLastByteCountsAsAnswered(String path) throws Exception {
    var rig = start("openai", FakeAnswers.says("Hi"));
    try (var client = new Client(rig, path, false)) {
      client.whole();
      client.close();
      rig.trace(client.id).is(200, "a answered 200");
    }
  }

  private static void finishAsOpenAi(Line line) throws Exception {
    line.request();
    line.beginStream();
    line.event(FakeAnswers.delta("Hi"));
    line.event(FakeAnswers.chunk("{}", "\"stop\""));
    line.stall();
  }

  private static void assertEndsAs(Rig rig, String path, String last, int status, String attempt)
      throws IOException {
    String id;
    try (var client = new Client(rig, path)) {
      id = client.until(last).id;
    }
    rig.trace(id).is(status, attempt);
  }
}
