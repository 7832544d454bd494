package io.signalbox.engine.dialect.gemini.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiReadingTest {
  private static final String TALK =
      """
      {"candidates":[{"content":{"parts":[{"text":"Hm","thought":true}]}}],"responseId":"r"}
      {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","willContinue":true}}]}}]}
      {"candidates":[{"content":{"parts":[{"functionCall":{"partialArgs":[{"jsonPath":"$.a","stringValue":"x"}],"willContinue":true}}]}}]}
      {"candidates":[{"content":{"parts":[{"functionCall":{}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1}}\
      """;

  private final ProviderDialect side = new GenerateProvider();

  @TestFactory
  Stream<DynamicTest> streamsAreRead() {
    return Golden.files(
        "gemini/stream", ".sse", bytes -> Answer.told(reader(true), Answer.frames(bytes)));
  }

  @TestFactory
  Stream<DynamicTest> wholeAnswersAreRead() {
    return Golden.files(
        "gemini/whole",
        ".json",
        bytes -> Answer.told(reader(false), List.of(new WireFrame("", bytes, bytes))));
  }

  @Test
  void cutStreamIsNotComplete() {
    List<WireFrame> frames = TALK.lines().map(Answer::frame).toList();
    for (int cut = 0; cut < frames.size(); cut++) {
      ReplyReader reader = reader(true);
      Answer.of(reader, frames.subList(0, cut));
      assertFalse(reader.isFinished(), "after " + cut);
    }
    ReplyReader reader = reader(true);
    var answer = Answer.of(reader, frames);
    assertTrue(reader.isFinished());
    assertEquals(List.of("{\"a\":\"x\"}"), answer.arguments());
  }

  /// The words of `FinishReason` in google-genai 3.6.1 (PyPI), 2026-12-01.
  @ParameterizedTest
  @CsvSource({
    "STOP,STOP",
    "MAX_TOKENS,LENGTH",
    "CONTINUATION,LENGTH",
    "SAFETY,CONTENT_FILTER",
    "RECITATION,CONTENT_FILTER",
    "LANGUAGE,CONTENT_FILTER",
    "BLOCKLIST,CONTENT_FILTER",
    "PROHIBITED_CONTENT,CONTENT_FILTER",
    "SPII,CONTENT_FILTER",
    "IMAGE_SAFETY,CONTENT_FILTER",
    "IMAGE_PROHIBITED_CONTENT,CONTENT_FILTER",
    "IMAGE_RECITATION,CONTENT_FILTER",
    "ESCALATION,CONTENT_FILTER",
    "MODEL_ARMOR,CONTENT_FILTER",
    "OTHER,OTHER",
    "MALFORMED_FUNCTION_CALL,OTHER",
    "IMAGE_OTHER,OTHER",
    "NO_IMAGE,OTHER",
    "UNEXPECTED_TOOL_CALL,OTHER",
    "TOO_MANY_TOOL_CALLS,OTHER",
    "MISSING_THOUGHT_SIGNATURE,OTHER",
    "MALFORMED_RESPONSE,OTHER",
    "PUP_LIMITED_DISABLED,OTHER"
  })
  void everyEndIsToldForWhatItIs(String raw, FinishReason reason) {
    String chunk =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"%s\"}]}"
            .formatted(raw);
    var answer = Answer.of(reader(true), List.of(Answer.frame(chunk)));
    assertEquals(List.of(new ReplyEvent.Finished(reason, raw)), answer.finished);
  }

  @Test
  void idsAreTheSameForTheSameAnswer() {
    String chunk =
        """
        {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"}}]},"finishReason":"STOP"}]}\
        """;
    var one = Answer.of(reader(true), List.of(Answer.frame(chunk)));
    var two = Answer.of(reader(true), List.of(Answer.frame(chunk)));
    assertEquals(one.calls, two.calls);
    assertTrue(one.calls.getFirst().matches("call_[0-9a-f]+_0 f"), one.calls.getFirst());
  }

  @Test
  void pieceOutOfPlaceIsAnInterruption() {
    for (String path : List.of("", "id", "$.a[9999]", "$[0]", "$." + "a.".repeat(100) + "b")) {
      ReplyReader reader = reader(true);
      Answer.of(reader, TALK.lines().limit(2).map(Answer::frame).toList());
      String chunk =
          "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"willContinue\":true,"
              + "\"partialArgs\":[{\"jsonPath\":\"%s\",\"stringValue\":\"x\"}]}}]}}]}";
      assertTrue(Answer.isUnreadable(reader.read(Answer.frame(chunk.formatted(path)))), path);
    }
  }

  @Test
  void garbageIsAnInterruption() {
    for (int seed = 0; seed < 200; seed++) {
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
  void brokenFramesNeverThrow() {
    List<WireFrame> real = TALK.lines().map(Answer::frame).toList();
    for (int seed = 0; seed < 100; seed++) {
      ReplyReader stream = reader(true);
      for (WireFrame frame : Answer.garbage(new Random(seed), real)) {
        stream.read(frame);
        reader(true).read(frame);
        reader(false).read(frame);
      }
    }
  }

  @Test
  void deepNestingIsAnInterruption() {
    var frame = Answer.frame("[".repeat(200_000));
    assertTrue(Answer.isUnreadable(reader(true).read(frame)));
    assertTrue(Answer.isUnreadable(reader(false).read(frame)));
  }

  @Test
  void emptyBodyIsAnInterruption() {
    assertTrue(Answer.isUnreadable(reader(false).read(Answer.frame(""))));
  }

  private ReplyReader reader(boolean stream) {
    return side.reader(stream, Set.of());
  }
}
