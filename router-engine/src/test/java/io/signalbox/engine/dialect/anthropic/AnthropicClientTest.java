package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ReplyEvent.Finished;
import io.signalbox.engine.chat.ReplyEvent.Foreign;
import io.signalbox.engine.chat.ReplyEvent.ReasoningDelta;
import io.signalbox.engine.chat.ReplyEvent.ReasoningRedacted;
import io.signalbox.engine.chat.ReplyEvent.ReasoningSigned;
import io.signalbox.engine.chat.ReplyEvent.RefusalDelta;
import io.signalbox.engine.chat.ReplyEvent.Started;
import io.signalbox.engine.chat.ReplyEvent.TextDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallStarted;
import io.signalbox.engine.chat.ReplyEvent.UsageReported;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.anthropic.client.MessagesClient;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.spi.ReplyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients say and what they get to read, against golden files.
final class AnthropicClientTest {
  private static final ClientDialect CLIENT = new MessagesClient();

  @TestFactory
  Stream<DynamicTest> readsClientBodies() {
    return Golden.files("anthropic/read", ".json", AnthropicClientTest::reading);
  }

  /// What a client meant is what comes out when its body is read, written anew, and read again.
  @TestFactory
  Stream<DynamicTest> bodyThatIsWrittenAnewKeepsItsMeaning() {
    return Golden.files("anthropic/read", ".json", AnthropicClientTest::roundTrip)
        .filter(test -> !test.getDisplayName().startsWith("refused"));
  }

  private static String roundTrip(byte[] body) {
    ChatRequest request = understood(body);
    var call = new MessagesProvider().write(Plans.plan(request, "claude-sonnet-4-6"));
    String again = reading(understood(call.body()).withModel(request.model()));
    assertEquals(normal(reading(request)), normal(again));
    return reading(request);
  }

  /// Numbers and spaces in JSON may be written in other ways; a few things cannot come back, and
  /// the losses say so.
  private static String normal(String reading) {
    return reading
        .replaceAll("  Reasoning\\[text=Shown by another model\\..*\n", "")
        .replaceAll("extra top_k 40\\s*", "")
        .replaceAll("[\\s\"]+", "")
        .replaceAll("OptionalDouble\\[0.9]|OptionalDouble\\[1.0]", "OptionalDouble.empty");
  }

  private static ChatRequest understood(byte[] body) {
    return assertInstanceOf(Reading.Understood.class, CLIENT.read(body)).request();
  }

  private static String reading(byte[] body) {
    return switch (CLIENT.read(body)) {
      case Reading.Understood understood -> reading(understood.request());
      case Reading.Answered answered -> throw new AssertionError("it needs a model");
      case Reading.Refused refused -> {
        ClientDialect.ErrorReply reply = CLIENT.error(refused.error(), "req_1");
        yield reply.status() + " " + utf8(reply.body());
      }
    };
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
    out.add(request.toolChoice() + " parallel " + request.parallelToolCalls());
    out.add(request.sampling().toString());
    out.add(request.format().toString());
    out.add("stream " + request.stream() + " usage " + request.streamUsage());
    out.add("metadata " + request.metadata() + " user " + request.user());
    out.add("extras of " + request.extras().dialect());
    new TreeMap<>(request.extras().members())
        .forEach((name, json) -> out.add("extra " + name + " " + json));
    return String.join("\n", out);
  }

  @Test
  void bodyThatIsOnlyCountedNeedsNoLimit() {
    byte[] body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}".getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(Reading.Refused.class, CLIENT.read(body));
    assertInstanceOf(
        Reading.Understood.class, CLIENT.read(ClientCall.of(ClientRoute.Asks.COUNT, body)));
  }

  @Test
  void markOfByteOrderIsPassedOver() {
    String body = "\uFEFF{\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}";
    assertEquals("Go", understood(body.getBytes(StandardCharsets.UTF_8)).lastUserText());
  }

  @Test
  void bodyThatIsBrokenAnywhereIsReadOrRefused() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            Path.of("src/test/resources/golden/dialect/anthropic/read/conversation.json"));
    var random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] broken =
          Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
      for (int n = random.nextInt(4); n >= 0 && broken.length > 0; n--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertNotNull(CLIENT.read(broken));
    }
  }

  @TestFactory
  Stream<DynamicTest> writesAnswersAsStreams() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "anthropic/answer", each.getKey() + "-stream", told(each.getValue(), true)));
  }

  @TestFactory
  Stream<DynamicTest> writesAnswersAsBodies() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "anthropic/answer", each.getKey() + "-whole", told(each.getValue(), false)));
  }

  private static String told(List<ReplyEvent> events, boolean stream) {
    ReplyWriter writer =
        CLIENT.writer(
            new ReplyHead("req_1", 1_700_000_000, "main", stream, true, Map.of(), () -> 77));
    var out = new StringBuilder();
    Optional<Usage> usage = Optional.empty();
    boolean complete = false;
    for (ReplyEvent event : events) {
      out.append(
          utf8(event instanceof ReplyEvent.KeepAlive ? writer.keepAlive() : writer.write(event)));
      complete |= event instanceof Finished;
      usage = event instanceof UsageReported reported ? Optional.of(reported.usage()) : usage;
    }
    var error = ClientError.of(Failure.of(FailureClass.INTERRUPTED, 0, "The answer was cut."), "");
    return out + utf8(complete ? writer.end(usage) : writer.failed(error));
  }

  private static Map<String, List<ReplyEvent>> answers() {
    var answers = new LinkedHashMap<String, List<ReplyEvent>>();
    answers.put(
        "text",
        List.of(
            new Started("chatcmpl-1", "gpt-x"),
            new TextDelta("Grüße,"),
            new ReplyEvent.KeepAlive(),
            new TextDelta(" \"Welt\"\n\uD83D\uDE00"),
            new TextDelta(""),
            new Finished(FinishReason.STOP, "stop"),
            new UsageReported(Usage.of(5, 2))));
    answers.put(
        "thinking-and-calls",
        List.of(
            new Started("", ""),
            new UsageReported(new Usage(100, 60, 10, 5, 0, 0, Optional.empty())),
            new ReasoningDelta("Let me"),
            new ReasoningDelta(" see."),
            new ReasoningSigned("c2ln"),
            new ReasoningDelta("And more."),
            new ReasoningRedacted("b3BhcXVl"),
            new TextDelta("I look."),
            new ToolCallStarted(0, "functions.look:0", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallDelta(0, ""),
            new ToolCallDelta(0, " \"cat\"}"),
            new ToolCallStarted(1, "", "now"),
            new ToolCallDelta(1, ""),
            new Finished(FinishReason.STOP, "STOP"),
            new UsageReported(new Usage(100, 60, 10, 5, 40, 20, Optional.empty()))));
    answers.put(
        "calls-in-pieces-that-are-mixed",
        List.of(
            new Started("x", "m"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallStarted(1, "b", "now"),
            new ToolCallDelta(0, "{}"),
            new ToolCallDelta(1, "not json"),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    answers.put(
        "refusal",
        List.of(
            new Started("x", "m"),
            new RefusalDelta("I will not."),
            new Finished(FinishReason.CONTENT_FILTER, "content_filter")));
    answers.put(
        "nothing", List.of(new Started("x", "m"), new Finished(FinishReason.LENGTH, "length")));
    answers.put("own-pieces", ownPieces());
    answers.put("cut", List.of(new Started("x", "m"), new TextDelta("Half a")));
    answers.put("cut-before-it-began", List.of(new ReplyEvent.KeepAlive()));
    return answers;
  }

  private static List<ReplyEvent> ownPieces() {
    return List.of(
        new Started("msg_1", "claude"),
        new Foreign("openai", "audio", "{}"),
        new Foreign("anthropic", "input_json_delta", "{\"type\":\"input_json_delta\"}"),
        new Foreign(
            "anthropic",
            "server_tool_use",
            "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}"),
        new Foreign(
            "anthropic",
            "mcp_tool_listing",
            "{\"type\":\"mcp_tool_listing\",\"server_name\":\"s\",\"tools\":[]}"),
        new TextDelta("Found."),
        new Foreign(
            "anthropic",
            "citations_delta",
            "{\"type\":\"citations_delta\",\"citation\":{\"url\":\"https://example.com\"}}"),
        new Foreign("anthropic", "stop_details", "{\"category\":\"x\"}"),
        new Foreign("anthropic", "context_management", "{\"applied_edits\":[]}"),
        new Finished(FinishReason.OTHER, "pause_turn"),
        new UsageReported(Usage.of(5, 2)));
  }

  @ParameterizedTest
  @CsvSource({
    "400,400,invalid_request_error",
    "401,401,authentication_error",
    "402,402,billing_error",
    "403,403,permission_error",
    "404,404,not_found_error",
    "405,405,invalid_request_error",
    "413,413,request_too_large",
    "415,415,invalid_request_error",
    "429,429,rate_limit_error",
    "500,500,api_error",
    "502,502,api_error",
    "503,529,overloaded_error",
    "504,504,timeout_error"
  })
  void errorsHaveTheStatusAndTypeOfTheApi(int ours, int status, String type) {
    var reply = CLIENT.error(ClientError.of(ours, ProxyError.INTERNAL, "no \"luck\""), "req_1");
    assertEquals(status, reply.status());
    assertEquals(
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"no \\\"luck\\\"\"},\"request_id\":\"req_1\"}",
        utf8(reply.body()));
  }

  /// Claude Code shortens a conversation when it reads these words.
  @Test
  void contextTooLongUsesTheMessageThatClientsRecognize() {
    var error =
        ClientError.of(Failure.of(FailureClass.CONTEXT_TOO_LONG, 400, "at most 8192 tokens"), "");
    String body = utf8(CLIENT.error(error, "").body());
    assertEquals(
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
            + "\"prompt is too long: at most 8192 tokens\"}}",
        body);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
