package io.signalbox.engine.dialect.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.dialect.kit.Recordings;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests, answers and failures of Cohere's Chat.
final class CohereChatTest {
  private final ProviderDialect side = new ChatProvider();

  @TestFactory
  Stream<DynamicTest> callsAreWritten() {
    return Plans.of("command-a-03-2025").entrySet().stream()
        .map(plan ->
            Golden.text("cohere/write", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> streamsAreRead() {
    return Golden.files(
        "cohere/read",
        ".sse",
        bytes -> Answer.told(side.reader(true, Set.of()), Answer.frames(bytes)));
  }

  @TestFactory
  Stream<DynamicTest> bodiesAreRead() {
    return Golden.files(
        "cohere/read",
        ".json",
        bytes ->
            Answer.told(side.reader(false, Set.of()), List.of(new WireFrame("", bytes, bytes))));
  }

  @TestFactory
  Stream<DynamicTest> recordedStreamsAreUnderstood() {
    return Recordings.of("cohere/all", ".chunks.txt").stream()
        .map(
            file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)));
  }

  private void understood(Path file) {
    var frames = Recordings.lines(file).stream().map(Answer::frame).toList();
    var answer = Answer.of(side.reader(true, Set.of()), frames);
    assertEquals(List.of(), answer.failures);
    assertTrue(answer.finished.getFirst().reason() != FinishReason.OTHER, "a known reason");
    assertTrue(answer.usage.isPresent(), "usage");
    answer.arguments().forEach(each -> assertTrue(each.startsWith("{"), each));
  }

  @Test
  void planOfCallsGoesBackWithThem() {
    var assistant =
        new Message(
            Role.ASSISTANT,
            List.of(
                new Part.Reasoning("I ask for the sky.", Optional.empty(), Optional.empty()),
                new Part.ToolCall("weather_1", "weather", "{\"city\":\"Ulm\"}")));
    var result =
        new Message(
            Role.TOOL,
            List.of(new Part.ToolResult("weather_1", List.of(new Part.Text("grey")), false)));
    var call =
        side.write(
            Plans.plan(
                ChatRequest.ofMessages(
                    "m", List.of(Message.of(Role.USER, "Sky?"), assistant, result)),
                "command-a"));
    assertEquals(List.of(), call.losses());
    assertEquals(
        """
        {"model":"command-a","stream":false,"messages":[{"role":"user","content":"Sky?"},\
        {"role":"assistant","tool_calls":[{"id":"weather_1","type":"function","function":\
        {"name":"weather","arguments":"{\\"city\\":\\"Ulm\\"}"}}],"tool_plan":"I ask for the sky."},\
        {"role":"tool","tool_call_id":"weather_1","content":"grey"}]}\
        """,
        new String(call.body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"billed_units\":{\"input_tokens\":12,\"output_tokens\":7},\"tokens\":{\"input_tokens\":507}}',"
        + " 12, 7",
    "'{\"tokens\":{\"input_tokens\":507,\"output_tokens\":10}}', 507, 10",
  })
  void billedTokensCountWhereTheyAreTold(String usage, long input, long output) {
    String body =
        "{\"id\":\"1\",\"message\":{\"role\":\"assistant\",\"content\":[]},"
            + "\"finish_reason\":\"COMPLETE\",\"usage\":"
            + usage
            + "}";
    var answer = Answer.of(side.reader(false, Set.of()), List.of(Answer.frame(body)));
    assertEquals(Optional.of(Usage.of(input, output)), answer.usage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|invalid request: unknown field|BAD_REQUEST",
        "400|too many tokens: total number of tokens in the prompt cannot exceed 4081 - received"
            + " 4292|CONTEXT_TOO_LONG",
        "401|invalid api token|UNAUTHORIZED",
        "402|please add or update your payment method|OUT_OF_CREDIT",
        "404|model 'x' not found|MODEL_NOT_FOUND",
        "422|blocked output|CONTENT_FILTERED",
        "429|trial token rate limit exceeded, limit is 40 calls per minute|RATE_LIMITED",
        "429|You are using a Trial key, which is limited to 1000 API calls / month|OUT_OF_CREDIT",
        "498|invalid token|UNAUTHORIZED",
        "500|internal server error|SERVER_ERROR",
        "503|service unavailable|OVERLOADED",
        "504|deadline|TIMEOUT",
      })
  void errorsHaveClasses(int status, String message, FailureClass kind) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    var failure = side.failure(status, Map.of(), body);
    assertEquals(kind, failure.kind());
    assertEquals(message, failure.message());
  }
}
