package io.signalbox.engine.dialect.gemini.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.signalbox.engine.dialect.gemini.provider.GenerateProvider;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.dialect.kit.Wellformed;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
final class GenerateClientTest {
  private static final ClientDialect CLIENT = new GenerateClient();
  private static final Map<String, String> SHOWING = Map.of("includeThoughts", "true");
  private static final Map<String, String> LIST = Map.of("alt", "\"json\"");

  @TestFactory
  Stream<DynamicTest> readsClientBodies() {
    return Golden.files("gemini/read", ".json", GenerateClientTest::reading);
  }

  /// What a client meant is what comes out when its body is read, written anew, and read again.
  @TestFactory
  Stream<DynamicTest> bodyThatIsWrittenAnewKeepsItsMeaning() {
    return Golden.files("gemini/read", ".json", GenerateClientTest::roundTrip)
        .filter(test -> !test.getDisplayName().startsWith("refused"));
  }

  private static String roundTrip(byte[] body) {
    ChatRequest request = understood(body);
    var call = new GenerateProvider().write(Plans.plan(request, "gemini-3-pro-preview"));
    String again = reading(understood(call.body()));
    assertEquals(normal(reading(request)), normal(again));
    return reading(request);
  }

  /// Ids are made anew by name and order; what was thought is not said again, a signature stands
  /// beside its call, and pictures that a function showed beside its result. JSON may have other
  /// spaces and numbers.
  private static String normal(String reading) {
    return reading
        .replaceAll("  Reasoning.*\n", "")
        .replaceAll("  Foreign\\[dialect=gemini, kind=thoughtSignature.*\n", "")
        .replaceAll("(, )?Image\\[[^]]*](, detail[^]]*])?", "")
        .replaceAll("(?m)^ *\n", "")
        .replaceAll("USER\n(TOOL|ASSISTANT|Tool|ToolChoice|Auto)", "$1")
        .replace("own-1", "call_4")
        .replace("1.50", "1.5")
        .replace("thinking_level", "thinkingLevel")
        .replace("function_calling_config", "functionCallingConfig")
        .replaceAll("[\\s\"]+", "");
  }

  /// The words of `ThinkingLevel` in google-genai 3.6.1 (PyPI), 2026-12-01.
  @ParameterizedTest
  @CsvSource({"MINIMAL", "LOW", "MEDIUM", "HIGH", "XHIGH"})
  void everyThinkingLevelIsAnEffort(String level) {
    String body =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"thinkingConfig\":"
            + "{\"thinkingLevel\":\"%s\"}}}".formatted(level);
    var request = understood(body.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.of(level.toLowerCase(Locale.ROOT)), request.sampling().reasoningEffort());
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
    request
        .messages()
        .forEach(message -> {
          out.add(message.role().name());
          message.parts().forEach(part -> out.add("  " + part));
        });
    request.tools().forEach(tool -> out.add(tool.toString()));
    out.add(request.toolChoice().toString());
    out.add(request.sampling().toString());
    out.add(request.format().toString());
    out.add("metadata " + request.metadata() + " user " + request.user());
    out.add("extras of " + request.extras().dialect());
    new TreeMap<>(request.extras().members())
        .forEach((name, json) -> out.add("extra " + name + " " + json));
    return String.join("\n", out);
  }

  private static ClientCall call(String path, String model, String query, String body) {
    var route = ClientRoute.post(path, ClientRoute.Asks.ANSWER);
    return new ClientCall(
        route, Map.of("model", model), query, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "generateContent, main, '', main, false, application/json",
    "generateContent, models/main, '', main, false, application/json",
    "streamGenerateContent, main, alt=sse, main, true, text/event-stream; charset=utf-8",
    "streamGenerateContent, main, a=b&%24alt=sse, main, true, text/event-stream; charset=utf-8",
    "streamGenerateContent, main, '', main, true, application/json",
    "streamGenerateContent, main, alt=json, main, true, application/json"
  })
  void addressNamesTheModelAndTheForm(
      String verb, String named, String query, String model, boolean stream, String type) {
    String body = "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}";
    var asked =
        assertInstanceOf(
            Reading.Understood.class,
            CLIENT.read(call("/v1beta/models/{+model}:" + verb, named, query, body)));
    assertEquals(model, asked.request().model());
    assertEquals(stream, asked.request().stream());
    assertEquals(stream, asked.request().streamUsage());
    var head = new ReplyHead("req_1", 1, model, stream, stream, asked.repeated());
    assertEquals(type, CLIENT.contentType(head));
  }

  @Test
  void bodyThatIsCountedMayHoldAWholeRequest() {
    byte[] body =
        """
        {"generateContentRequest":{"model":"models/main","contents":[{"parts":[{"text":"Go"}]}],\
        "systemInstruction":{"parts":[{"text":"Be brief."}]}}}\
        """
            .getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(Reading.Refused.class, CLIENT.read(body));
    var counted =
        assertInstanceOf(
            Reading.Understood.class, CLIENT.read(ClientCall.of(ClientRoute.Asks.COUNT, body)));
    assertEquals("Go", counted.request().lastUserText());
    assertEquals("Be brief.", counted.request().systemText());
    assertEquals("{\"totalTokens\":7}", utf8(CLIENT.count(7)));
  }

  @Test
  void conversationThatGoesOnKeepsTheIdsOfItsCalls() throws IOException {
    String body =
        Files.readString(
            Path.of("src/test/resources/golden/dialect/gemini/read/conversation.json"));
    String longer =
        body.replace(
            "{\"role\":\"model\",\"parts\":[]}",
            "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"look\"}}]}");
    String before = reading(body.getBytes(StandardCharsets.UTF_8));
    String after = reading(longer.getBytes(StandardCharsets.UTF_8));
    String common = before.substring(0, before.indexOf("Auto["));
    assertTrue(after.startsWith(common), after);
    assertTrue(after.contains("ToolCall[id=call_5, name=look"), after);
  }

  @Test
  void bodyThatIsBrokenAnywhereIsReadOrRefused() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            Path.of("src/test/resources/golden/dialect/gemini/read/conversation.json"));
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
  Stream<DynamicTest> writesAnswersAsEvents() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "gemini/answer", each.getKey() + "-events", told(each.getValue(), true, SHOWING)));
  }

  @TestFactory
  Stream<DynamicTest> writesAnswersAsLists() {
    return answers().entrySet().stream()
        .map(each -> {
          String list = told(each.getValue(), true, LIST);
          Wellformed.value(list);
          return Golden.text("gemini/answer", each.getKey() + "-list", list);
        });
  }

  @TestFactory
  Stream<DynamicTest> writesAnswersAsBodies() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "gemini/answer", each.getKey() + "-whole", told(each.getValue(), false, SHOWING)));
  }

  private static String told(
      List<ReplyEvent> events, boolean stream, Map<String, String> repeated) {
    var head = new ReplyHead("req_1", 1_700_000_000, "main", stream, true, repeated);
    ReplyWriter writer = CLIENT.writer(head);
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
            new UsageReported(new Usage(50, 10, 0, 0, 20, 5, Optional.empty()))));
    answers.put(
        "thinking-and-calls",
        List.of(
            new Started("", ""),
            new UsageReported(Usage.of(100, 0)),
            new ReasoningDelta("Let me"),
            new ReasoningDelta(" see."),
            new ReasoningSigned("c2ln"),
            new ReasoningRedacted("b3BhcXVl"),
            new TextDelta("I look."),
            new ToolCallStarted(0, "toolu_1", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallDelta(0, " \"cat\"}"),
            new ToolCallStarted(1, "", "now"),
            new ToolCallDelta(1, ""),
            new Finished(FinishReason.TOOL_CALLS, "tool_use"),
            new UsageReported(Usage.of(100, 40))));
    answers.put(
        "unsigned-thinking-and-a-call",
        List.of(
            new Started("x", "m"),
            new ReasoningDelta("Let me see."),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{}"),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    answers.put(
        "calls-in-pieces-that-are-mixed",
        List.of(
            new Started("x", "m"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallStarted(1, "b", "now"),
            new ToolCallDelta(1, "{\"n\":1}"),
            new ToolCallDelta(0, "{}"),
            new TextDelta("So."),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    answers.put(
        "call-that-is-none",
        List.of(
            new Started("x", "m"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "no json"),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    answers.put(
        "call-that-was-cut",
        List.of(
            new Started("x", "m"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{\"at\":\"c"),
            new Finished(FinishReason.LENGTH, "length")));
    answers.put(
        "refusal",
        List.of(
            new Started("x", "m"),
            new RefusalDelta("I will not."),
            new Finished(FinishReason.CONTENT_FILTER, "content_filter")));
    answers.put("own-pieces", ownPieces());
    answers.put(
        "blocked",
        List.of(
            new Started("r", "gemini"),
            new Foreign("gemini", "promptFeedback", "{\"blockReason\":\"SAFETY\"}"),
            new Finished(FinishReason.CONTENT_FILTER, "SAFETY"),
            new UsageReported(Usage.of(5, 0))));
    answers.put("cut", List.of(new Started("x", "m"), new TextDelta("Half a")));
    answers.put("cut-before-it-began", List.of(new ReplyEvent.KeepAlive()));
    return answers;
  }

  private static List<ReplyEvent> ownPieces() {
    return List.of(
        new Started("r", "gemini"),
        new Foreign("anthropic", "citations_delta", "{}"),
        new TextDelta("Found."),
        new Foreign("gemini", "thoughtSignature", "{\"thoughtSignature\":\"dGV4dA==\"}"),
        new Foreign("gemini", "executableCode", "{\"executableCode\":{\"code\":\"1+1\"}}"),
        new ToolCallStarted(0, "call_r_0", "look"),
        new Foreign(
            "gemini",
            "thoughtSignature",
            "{\"thoughtSignature\":\"Yw==\",\"callId\":\"call_r_0\"}"),
        new ToolCallDelta(0, "{}"),
        new Foreign("gemini", "groundingMetadata", "{\"webSearchQueries\":[\"rain\"]}"),
        new Foreign(
            "gemini",
            "candidate",
            "{\"index\":1,\"content\":{\"parts\":[{\"text\":\"Or.\"}]},\"finishReason\":\"STOP\"}"),
        new Finished(FinishReason.OTHER, "LANGUAGE"),
        new UsageReported(Usage.of(5, 2)));
  }

  @ParameterizedTest
  @CsvSource({
    "400,INVALID_ARGUMENT",
    "401,UNAUTHENTICATED",
    "403,PERMISSION_DENIED",
    "404,NOT_FOUND",
    "413,INVALID_ARGUMENT",
    "429,RESOURCE_EXHAUSTED",
    "500,INTERNAL",
    "501,UNIMPLEMENTED",
    "502,INTERNAL",
    "503,UNAVAILABLE",
    "504,DEADLINE_EXCEEDED"
  })
  void errorsHaveTheStatusOfTheApi(int status, String word) {
    var reply = CLIENT.error(ClientError.of(status, ProxyError.BAD_HTTP, "no \"luck\""), "");
    assertEquals(status, reply.status());
    assertEquals(
        "{\"error\":{\"code\":%d,\"message\":\"no \\\"luck\\\"\",\"status\":\"%s\",\"details\":[]}}"
            .formatted(status, word),
        utf8(reply.body()));
  }

  @Test
  void errorTellsTheReasonTheWaitAndTheRequest() {
    var failure =
        Failure.of(FailureClass.RATE_LIMITED, 429, "slow down")
            .withRetryAfter(Optional.of(Duration.ofMillis(34_400)));
    assertEquals(
        """
        {"error":{"code":429,"message":"slow down (model a)","status":"RESOURCE_EXHAUSTED","details":[\
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMITED","domain":"signalbox"},\
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"},\
        {"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"req_1"}]}}\
        """,
        utf8(CLIENT.error(ClientError.of(failure, "a"), "req_1").body()));
  }

  @Test
  void contextTooLongUsesTheMessageThatClientsRecognize() {
    var error =
        ClientError.of(Failure.of(FailureClass.CONTEXT_TOO_LONG, 400, "at most 8192 tokens"), "");
    String body = utf8(CLIENT.error(error, "").body());
    assertTrue(body.contains("exceeds the maximum number of tokens allowed: at most 8192"), body);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
