package io.signalbox.engine.dialect.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.SealedThinking;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.EventFrames;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.dialect.kit.Recordings;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

/// Requests, answers and failures of Bedrock's Converse.
final class ConverseTest {
  private final ProviderDialect side = new ConverseProvider();

  @TestFactory
  Stream<DynamicTest> callsAreWritten() {
    return Plans.of("eu.anthropic.claude-haiku-4-5-20251001-v1:0").entrySet().stream()
        .map(plan ->
            Golden.text("bedrock/write", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> streamsAreRead() {
    return Golden.files("bedrock/read", ".jsonl", bytes -> told(bytes));
  }

  @TestFactory
  Stream<DynamicTest> bodiesAreRead() {
    return Golden.files(
        "bedrock/read",
        ".json",
        bytes ->
            Answer.told(side.reader(false, Set.of()), List.of(new WireFrame("", bytes, bytes))));
  }

  private String told(byte[] lines) {
    String text = new String(lines, StandardCharsets.UTF_8);
    return Answer.told(side.reader(true, Set.of()), frames(text.lines().toList()));
  }

  private static List<WireFrame> frames(List<String> lines) {
    var in = new ByteArrayInputStream(EventFrames.stream(lines));
    var frames = new ArrayList<WireFrame>();
    try (var reader = new EventStreamReader(in, WireLimits.DEFAULT)) {
      for (Optional<WireFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frames;
  }

  @TestFactory
  Stream<DynamicTest> recordedStreamsAreUnderstood() {
    return Recordings.of("amazon-bedrock/all", ".chunks.txt").stream()
        .map(
            file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)));
  }

  private void understood(Path file) {
    var answer = Answer.of(side.reader(true, Set.of()), frames(Recordings.lines(file)));
    assertEquals(List.of(), answer.failures);
    assertEquals(1, answer.finished.size());
    assertTrue(answer.finished.getFirst().reason() != FinishReason.OTHER, "a known reason");
    answer.arguments().forEach(each -> assertTrue(each.startsWith("{"), each));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0,"
        + " /model/anthropic.claude-3-haiku-20240307-v1%3A0/converse",
    "eu.amazon.nova-pro-v1:0, /model/eu.amazon.nova-pro-v1%3A0/converse",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.x, "
        + "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.x/converse",
  })
  void modelIsInThePath(String model, String path) {
    assertEquals(path, side.write(Plans.plan(ChatRequest.ofText("m", "Hi"), model)).path());
  }

  @Test
  void marksForTheCacheBecomePointsAndDocumentsBlocks() {
    var mark = Part.CacheMark.USUAL;
    var hour = Part.CacheMark.HOUR;
    var pdf =
        new Part.Foreign(
            "anthropic",
            "document",
            "{\"type\":\"document\",\"source\":{\"type\":\"base64\","
                + "\"media_type\":\"application/pdf\",\"data\":\"JVBERg==\"}}");
    var csv =
        new Part.Foreign(
            "openai",
            "file",
            "{\"type\":\"file\",\"file\":{\"file_data\":\"data:text/csv;base64,YSxi\"}}");
    var request =
        ChatRequest.ofMessages(
            "m",
            List.of(
                new Message(Role.SYSTEM, List.of(new Part.Text("Be brief."), hour)),
                new Message(Role.USER, List.of(pdf, csv, new Part.Text("Compare."), mark))));
    var call = side.write(Plans.plan(request, "m"));
    assertEquals(List.of(), call.losses());
    assertEquals(
        """
        {"system":[{"text":"Be brief."},{"cachePoint":{"type":"default","ttl":"1h"}}],\
        "messages":[{"role":"user","content":[\
        {"document":{"format":"pdf","name":"document-1","source":{"bytes":"JVBERg=="}}},\
        {"document":{"format":"csv","name":"document-2","source":{"bytes":"YSxi"}}},\
        {"text":"Compare."},{"cachePoint":{"type":"default"}}]}]}\
        """,
        new String(call.body(), StandardCharsets.UTF_8));
  }

  @Test
  void thinkingThatOpenAiSealedIsLeftOutAndNamed() {
    var sealed =
        new Part.Reasoning(
            "I look.", Optional.of(SealedThinking.signature("gA")), Optional.empty());
    var answer = new Message(Role.ASSISTANT, List.of(sealed, new Part.Text("Hi")));
    var call =
        side.write(
            Plans.plan(
                ChatRequest.ofMessages(
                    "m", List.of(Message.of(Role.USER, "a"), answer, Message.of(Role.USER, "b"))),
                "m"));
    assertEquals(
        List.of("Thinking of another model family was left out of the conversation."),
        call.losses());
    assertFalse(new String(call.body(), StandardCharsets.UTF_8).contains("reasoningContent"));
  }

  @Test
  void cachedTokensArePartOfThePrompt() {
    String body =
        """
        {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn",\
        "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":315,"cacheReadInputTokens":200,\
        "cacheWriteInputTokens":100,"cacheDetails":[{"ttl":"1h","inputTokens":40}]}}\
        """;
    var answer = Answer.of(side.reader(false, Set.of()), List.of(Answer.frame(body)));
    assertEquals(Optional.of(new Usage(310, 200, 60, 40, 5, 0, Optional.empty())), answer.usage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|ThrottlingException|Too many requests|RATE_LIMITED|false",
        "429|ThrottlingException:http://internal.amazon.com/|Too many tokens per"
            + " day|OUT_OF_CREDIT|true",
        "400|ServiceQuotaExceededException|Quota|RATE_LIMITED|false",
        "429|ModelNotReadyException|Not ready|OVERLOADED|false",
        "503|ServiceUnavailableException|Busy|OVERLOADED|false",
        "403|AccessDeniedException|You don't have access to the model with the specified model"
            + " ID.|UNAUTHORIZED|true",
        "403|AccessDeniedException|User is not authorized|UNAUTHORIZED|false",
        "403|UnrecognizedClientException|The security token is invalid.|UNAUTHORIZED|false",
        "403|ExpiredTokenException|Expired|UNAUTHORIZED|false",
        "404|ResourceNotFoundException|No such model|MODEL_NOT_FOUND|false",
        "400|ValidationException|The provided model identifier is invalid.|MODEL_NOT_FOUND|false",
        "400|ValidationException|Invocation with on-demand throughput isn't"
            + " supported.|MODEL_NOT_FOUND|false",
        "400|ValidationException|Input is too long for requested model.|CONTEXT_TOO_LONG|false",
        "400|ValidationException|Malformed input request|BAD_REQUEST|false",
        "408|ModelTimeoutException|Late|TIMEOUT|false",
        "424|ModelErrorException|Failed|SERVER_ERROR|false",
        "500|InternalServerException|Oops|SERVER_ERROR|false",
        "502||Bad gateway|SERVER_ERROR|false",
      })
  void errorsHaveClasses(
      int status, String type, String message, FailureClass kind, boolean ofModel) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    var headers = type == null ? Map.<String, String>of() : Map.of("x-amzn-errortype", type);
    var failure = side.failure(status, headers, body);
    assertEquals(kind, failure.kind());
    assertEquals(ofModel, failure.modelAlone());
    assertEquals(message, failure.message());
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, RATE_LIMITED, 429",
    "modelStreamErrorException, SERVER_ERROR, 424",
    "internalServerException, SERVER_ERROR, 500",
    "serviceUnavailableException, OVERLOADED, 503",
    "validationException, BAD_REQUEST, 400",
    "unheardOfException, SERVER_ERROR, 500",
  })
  void exceptionsWithinAStreamHaveClasses(String type, FailureClass kind, int status) {
    var lines =
        List.of(
            "{\"messageStart\":{\"role\":\"assistant\"}}",
            "{\"" + type + "\":{\"message\":\"no\"}}");
    var reader = side.reader(true, Set.of());
    var events = frames(lines).stream().flatMap(each -> reader.read(each).stream()).toList();
    var failure = ((ReplyEvent.Failed) events.getLast()).failure();
    assertEquals(kind, failure.kind());
    assertEquals(status, failure.status());
    assertTrue(failure.billed());
  }
}
