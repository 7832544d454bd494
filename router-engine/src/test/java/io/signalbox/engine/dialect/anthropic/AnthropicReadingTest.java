package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class AnthropicReadingTest {
  private static final String TALK =
      """
      {"type":"message_start","message":{"id":"m","model":"c","content":[],"usage":{"input_tokens":3}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}
      {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}
      {"type":"content_block_stop","index":0}
      {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}
      {"type":"message_stop"}\
      """;

  private final ProviderDialect side = new MessagesProvider();

  @TestFactory
  Stream<DynamicTest> streamsAreRead() {
    return Golden.files(
        "anthropic/stream", ".sse", bytes -> Answer.told(reader(true), Answer.frames(bytes)));
  }

  @TestFactory
  Stream<DynamicTest> wholeAnswersAreRead() {
    return Golden.files(
        "anthropic/whole",
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
    Answer.of(reader, frames);
    assertTrue(reader.isFinished());
  }

  private static final String SHORTENED =
      """
      {"type":"message_start","message":{"id":"m","content":[],"usage":{"input_tokens":9}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"compaction","content":null}}
      {"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"So "}}
      {"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"far."}}
      {"type":"content_block_stop","index":0}
      {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":9,"output_tokens":5,\
      "iterations":[{"type":"compaction","input_tokens":700,"output_tokens":40,"cache_read_input_tokens":100},\
      {"type":"compaction","input_tokens":60,"output_tokens":3},\
      {"type":"message","input_tokens":9,"output_tokens":5}]}}
      {"type":"message_stop"}\
      """;

  @Test
  void stepThatMakesAConversationShorterIsUsedAndItsSummaryIsWhole() {
    Answer answer = Answer.of(reader(true), SHORTENED.lines().map(Answer::frame).toList());
    assertEquals(869, answer.usage.orElseThrow().promptTokens());
    assertEquals(100, answer.usage.orElseThrow().cachedTokens());
    assertEquals(48, answer.usage.orElseThrow().completionTokens());
    assertEquals(
        List.of("{\"type\":\"compaction\",\"content\":\"So far.\"}"),
        answer.foreign.stream().map(each -> each.json()).toList());
  }

  @Test
  void framesAfterTheEndSayNothing() {
    ReplyReader reader = reader(true);
    Answer.of(reader, TALK.lines().map(Answer::frame).toList());
    assertEquals(List.of(), reader.read(Answer.frame("[DONE]")));
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
    var frame = new WireFrame("", new byte[0], new byte[0]);
    assertTrue(Answer.isUnreadable(reader(false).read(frame)));
  }

  @Test
  void htmlIsAnInterruption() {
    byte[] page = "<html>Bad gateway</html>".getBytes(StandardCharsets.UTF_8);
    assertTrue(Answer.isUnreadable(reader(false).read(new WireFrame("", page, page))));
  }

  private ReplyReader reader(boolean stream) {
    return side.reader(stream, Set.of());
  }
}
