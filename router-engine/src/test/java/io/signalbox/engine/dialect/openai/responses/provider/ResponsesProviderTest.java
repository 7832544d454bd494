package io.signalbox.engine.dialect.openai.responses.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.dialect.SealedThinking;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.wire.WireFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests that go out in OpenAI's Responses API, and what comes back.
final class ResponsesProviderTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path STREAMS =
      Path.of("src", "test", "resources", "golden", "dialect", "responses", "stream");
  private static final RequestRules REASONING =
      new RequestRules(
          Optional.empty(),
          Optional.empty(),
          Set.of("temperature", "top_p"),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.of(List.of("low", "medium", "high")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of());

  private final ProviderDialect side = new ResponsesProvider();
  private final ClientDialect client = Dialects.client("responses");

  @TestFactory
  Stream<DynamicTest> callsAreWritten() {
    return Plans.of("gpt-5-codex").entrySet().stream()
        .map(plan ->
            Golden.text(
                "responses/write", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  /// A file has a client's body in `body`, and what the graph and the model say beside it.
  @TestFactory
  Stream<DynamicTest> clientsBodiesArePassedOn() {
    return Golden.files("responses/verbatim", ".json", this::passedOn);
  }

  private String passedOn(byte[] file) {
    JsonNode plan = MAPPER.readTree(file);
    String body = BodySplice.of(file).orElseThrow().value("body").orElseThrow();
    Map<String, String> params = new LinkedHashMap<>();
    plan.path("params").properties().forEach(e -> params.put(e.getKey(), e.getValue().asString()));
    boolean rewritten = plan.path("rewritten").asBoolean(false);
    ProviderCall call =
        side.write(
            plan(
                body,
                rewritten,
                params,
                plan.path("reasoning").asBoolean(false) ? REASONING : RequestRules.NONE));
    return "%s %s\n%s\n%s"
        .formatted(
            call.path(),
            call.verbatim() ? "verbatim" : "translated",
            new String(call.body(), StandardCharsets.UTF_8),
            String.join("\n", call.losses()));
  }

  private CallPlan plan(
      String body, boolean rewritten, Map<String, String> params, RequestRules rules) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new CallPlan(
        understood(bytes),
        rewritten ? Optional.empty() : Optional.of(bytes),
        "gpt-x",
        params,
        Set.of(),
        rules,
        32_000,
        Map.of(),
        true);
  }

  private ChatRequest understood(byte[] body) {
    return switch (client.read(body)) {
      case Reading.Understood understood -> understood.request();
      case Reading.Answered answered -> throw new AssertionError("it needs a model");
      case Reading.Refused refused -> throw new AssertionError(refused);
    };
  }

  @Test
  void everyByteButTheNameOfTheModelStays() {
    String body =
        """
        {"model":"fast" , "input" : [ {"role":"user","content":"Grüße \\u00fc"} ],
          "store":false,"include":["reasoning.encrypted_content"],"prompt_cache_key":"k",
          "service_tier":"flex","text":{"verbosity":"low"},"truncation":"auto","metadata":{"a":"b"},
          "tools":[{"type":"web_search"},{"type":"custom","name":"patch"}],"stream":true}
        """;
    ProviderCall call = side.write(plan(body, false, Map.of(), RequestRules.NONE));
    assertTrue(call.verbatim());
    assertEquals(List.of(), call.losses());
    assertEquals(
        body.replace("\"fast\"", "\"gpt-x\""), new String(call.body(), StandardCharsets.UTF_8));
  }

  @TestFactory
  Stream<DynamicTest> streamsAreRead() {
    return Golden.files(
        "responses/stream", ".sse", bytes -> Answer.told(reader(true), Answer.frames(bytes)));
  }

  @TestFactory
  Stream<DynamicTest> wholeAnswersAreRead() {
    return Golden.files(
        "responses/whole",
        ".json",
        bytes -> Answer.told(reader(false), List.of(new WireFrame("", bytes, bytes))));
  }

  /// Only the last event of a stream ends it, wherever else it is cut.
  @ParameterizedTest
  @ValueSource(strings = {"everything", "text", "incomplete"})
  void cutStreamIsNotComplete(String name) throws IOException {
    List<WireFrame> frames = Answer.frames(Files.readAllBytes(STREAMS.resolve(name + ".sse")));
    for (int cut = 0; cut < frames.size(); cut++) {
      ReplyReader reader = reader(true);
      Answer part = Answer.of(reader, frames.subList(0, cut));
      assertFalse(reader.isFinished(), "after " + cut);
      assertEquals(List.of(), part.failures);
    }
    ReplyReader reader = reader(true);
    assertEquals(1, Answer.of(reader, frames).finished.size());
    assertTrue(reader.isFinished());
    assertTrue(reader.isDone());
  }

  /// The same answer streamed and whole says the same.
  @Test
  void streamAndWholeAgree() throws IOException {
    List<WireFrame> frames = Answer.frames(Files.readAllBytes(STREAMS.resolve("everything.sse")));
    JsonNode last = MAPPER.readTree(frames.getLast().data()).path("response");
    Answer streamed = Answer.of(reader(true), frames);
    Answer whole = Answer.of(reader(false), List.of(Answer.frame(MAPPER.writeValueAsString(last))));
    assertEquals(streamed.text.toString(), whole.text.toString());
    assertEquals(streamed.reasoning.toString(), whole.reasoning.toString());
    assertEquals(streamed.signatures, whole.signatures);
    assertEquals(streamed.calls, whole.calls);
    assertEquals(streamed.arguments(), whole.arguments());
    assertEquals(streamed.usage, whole.usage);
    assertEquals(streamed.finished, whole.finished);
    assertEquals(
        streamed.foreign.stream().map(ReplyEvent.Foreign::kind).toList(),
        whole.foreign.stream().map(ReplyEvent.Foreign::kind).toList());
  }

  /// A client of the same API whose answer is written anew gets the provider's items back.
  @Test
  void sealedThinkingAndOwnItemsReachAClientOfTheSameApi() throws IOException {
    List<WireFrame> frames = Answer.frames(Files.readAllBytes(STREAMS.resolve("everything.sse")));
    ReplyWriter writer = client.writer(new ReplyHead("req_1", 1, "shown", false, true));
    ReplyReader reader = reader(true);
    frames.forEach(frame -> reader.read(frame).forEach(writer::write));
    JsonNode answer = MAPPER.readTree(writer.end(Optional.empty()));
    List<String> types =
        answer.path("output").valueStream().map(item -> item.path("type").asString()).toList();
    assertEquals(
        List.of("reasoning", "web_search_call", "message", "function_call", "function_call"),
        types);
    assertEquals("gAAAsealed", answer.at("/output/0/encrypted_content").asString());
    assertEquals("ws_1", answer.at("/output/1/id").asString());
    assertTrue(writer.tells(new ReplyEvent.Foreign("responses", "web_search_call", "{}")));
  }

  /// In the middle of a tool loop the model changes: to a provider of this API and back.
  @Test
  void toolLoopGoesOnWithAnotherProvider() throws IOException {
    List<WireFrame> frames = Answer.frames(Files.readAllBytes(STREAMS.resolve("everything.sse")));
    Answer answer = Answer.of(reader(true), frames);
    String id = answer.calls.getFirst().split(" ", 2)[0];
    var loop =
        List.of(
            Message.of(Role.USER, "Hello"),
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Reasoning(
                        "I look.", Optional.of(answer.signatures.getFirst()), Optional.empty()),
                    new Part.ToolCall(id, "weather", answer.arguments().getFirst()))),
            new Message(
                Role.TOOL,
                List.of(new Part.ToolResult(id, List.of(new Part.Text("grey")), false))));
    var plan = Plans.plan(ChatRequest.ofMessages("m", loop), "m");
    ProviderCall same = side.write(plan);
    assertEquals(List.of(), same.losses());
    String sent = new String(same.body(), StandardCharsets.UTF_8);
    assertTrue(sent.contains("\"encrypted_content\":\"gAAAsealed\""), sent);
    for (String other : List.of("openai", "anthropic", "gemini")) {
      ProviderCall call = Dialects.provider(other).write(plan);
      String body = new String(call.body(), StandardCharsets.UTF_8);
      assertFalse(body.contains("gAAAsealed"), body);
      assertTrue(body.contains("grey"), body);
      assertFalse(call.losses().isEmpty(), other);
    }
  }

  @Test
  void thinkingOfOtherFamiliesIsLeftOutAndNamed() {
    var thoughts =
        List.<Part>of(
            new Part.Reasoning("plain", Optional.empty(), Optional.empty()),
            new Part.Reasoning("signed", Optional.of("c2ln"), Optional.empty()),
            new Part.Reasoning("", Optional.empty(), Optional.of("b3Bh")),
            new Part.Text("Hi"));
    var request = ChatRequest.ofMessages("m", List.of(new Message(Role.ASSISTANT, thoughts)));
    ProviderCall call = side.write(Plans.plan(request, "m"));
    assertFalse(new String(call.body(), StandardCharsets.UTF_8).contains("encrypted_content\":"));
    assertEquals(
        List.of("messages: reasoning of another model family was left out"), call.losses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server_error | SERVER_ERROR",
        "rate_limit_exceeded | RATE_LIMITED",
        "insufficient_quota | OUT_OF_CREDIT",
        "context_length_exceeded | CONTEXT_TOO_LONG",
        "invalid_prompt | BAD_REQUEST",
        "image_parse_error | BAD_REQUEST",
        "bio_policy | CONTENT_FILTERED",
        "misalignment_policy_violation | CONTENT_FILTERED",
        "data_residency_mismatch | SERVER_ERROR",
        "vector_store_timeout | SERVER_ERROR"
      })
  void failedResponseTellsWhy(String code, FailureClass kind) {
    String error = "{\"code\":\"%s\",\"message\":\"Why.\"}".formatted(code);
    String response = "{\"id\":\"r\",\"status\":\"failed\",\"output\":[],\"error\":" + error + "}";
    Answer streamed =
        Answer.of(
            reader(true),
            List.of(Answer.frame("{\"type\":\"response.failed\",\"response\":" + response + "}")));
    Answer whole = Answer.of(reader(false), List.of(Answer.frame(response)));
    for (Answer answer : List.of(streamed, whole)) {
      assertEquals(kind, answer.failures.getFirst().kind());
      assertEquals("Why.", answer.failures.getFirst().message());
      assertEquals(code, answer.failures.getFirst().code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Why.\",\"param\":null}",
        "{\"type\":\"error\",\"error\":{\"type\":\"server_error\",\"message\":\"Why.\"}}",
        "{\"error\":{\"type\":\"server_error\",\"message\":\"Why.\"}}"
      })
  void errorEventEndsTheAnswer(String event) {
    ReplyReader reader = reader(true);
    Answer answer = Answer.of(reader, List.of(Answer.frame(event)));
    assertEquals(FailureClass.SERVER_ERROR, answer.failures.getFirst().kind());
    assertEquals("Why.", answer.failures.getFirst().message());
    assertFalse(reader.isFinished());
  }

  @Test
  void unknownEventsSayNothing() {
    ReplyReader reader = reader(true);
    for (String event :
        List.of(
            "{\"type\":\"response.brand_new\",\"delta\":\"x\"}",
            "{\"type\":\"response.code_interpreter_call_code.delta\",\"delta\":\"x\"}",
            "{}",
            "[DONE]")) {
      assertEquals(List.of(), reader.read(Answer.frame(event)), event);
    }
    assertEquals(
        List.of(new ReplyEvent.KeepAlive()),
        reader.read(Answer.frame("{\"type\":\"keepalive\",\"sequence_number\":3}")));
  }

  @Test
  void garbageIsAnInterruption() {
    for (int seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(2, 80)];
      random.nextBytes(bytes);
      bytes[0] = (byte) '\u0001';
      var frame = new WireFrame("", bytes, bytes);
      assertTrue(Answer.isUnreadable(reader(true).read(frame)), "seed " + seed);
      assertTrue(Answer.isUnreadable(reader(false).read(frame)), "seed " + seed);
    }
  }

  @Test
  void brokenFramesNeverThrow() throws IOException {
    List<WireFrame> real = Answer.frames(Files.readAllBytes(STREAMS.resolve("everything.sse")));
    for (int seed = 0; seed < 50; seed++) {
      ReplyReader stream = reader(true);
      for (WireFrame frame : Answer.garbage(new Random(seed), real)) {
        stream.read(frame);
        reader(true).read(frame);
        reader(false).read(frame);
      }
    }
  }

  @Test
  void signaturesOfOthersAreNotTakenForSealedThinking() {
    assertEquals(Optional.empty(), SealedThinking.in("c2lnbmVk"));
    assertEquals(Optional.of("x"), SealedThinking.in(SealedThinking.signature("x")));
  }

  private ReplyReader reader(boolean stream) {
    return side.reader(stream, Set.of());
  }
}
