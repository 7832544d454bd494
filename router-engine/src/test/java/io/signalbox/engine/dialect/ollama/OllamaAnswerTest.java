package io.signalbox.engine.dialect.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ReplyEvent.Finished;
import io.signalbox.engine.chat.ReplyEvent.ReasoningDelta;
import io.signalbox.engine.chat.ReplyEvent.RefusalDelta;
import io.signalbox.engine.chat.ReplyEvent.Started;
import io.signalbox.engine.chat.ReplyEvent.TextDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallStarted;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Wellformed;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What clients get to read, against golden files.
final class OllamaAnswerTest {
  private static final ClientDialect CLIENT = new OllamaClient();

  private static Map<String, List<ReplyEvent>> answers() {
    var all = new LinkedHashMap<String, List<ReplyEvent>>();
    all.put(
        "text",
        List.of(
            new Started("1", "m"),
            new TextDelta("Hel"),
            new TextDelta("lo \"you\"\n"),
            new Finished(FinishReason.STOP, "stop")));
    all.put(
        "thinking-and-calls",
        List.of(
            new ReasoningDelta("Hm."),
            new TextDelta("I look."),
            new ToolCallStarted(0, "t1", "look"),
            new ToolCallStarted(1, "", "now"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallDelta(1, ""),
            new ToolCallDelta(0, "\"home\"}"),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    all.put(
        "cut-call",
        List.of(
            new ToolCallStarted(0, "t1", "look"),
            new ToolCallDelta(0, "{\"at\":\"ho"),
            new Finished(FinishReason.LENGTH, "length")));
    all.put(
        "refusal",
        List.of(new RefusalDelta("No."), new Finished(FinishReason.CONTENT_FILTER, "refusal")));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> writesAnswers() {
    return answers().entrySet().stream()
        .flatMap(each ->
            Stream.of(true, false)
                .flatMap(stream ->
                    Stream.of(true, false)
                        .map(
                            generate -> golden(each.getKey(), each.getValue(), stream, generate))));
  }

  private static DynamicTest golden(
      String name, List<ReplyEvent> events, boolean stream, boolean generate) {
    String title = name + (generate ? "-generate" : "-chat") + (stream ? "-stream" : "-whole");
    return Golden.text("ollama/answer", title, told(events, stream, generate));
  }

  private static String told(List<ReplyEvent> events, boolean stream, boolean generate) {
    ReplyWriter writer = writer(stream, generate);
    var out = new StringBuilder();
    events.forEach(event -> out.append(utf8(writer.write(event))));
    assertFalse(writer.finished(), "only the end says why");
    writer.timed(
        new ReplyTiming(
            Duration.ofMillis(1_500),
            stream ? Optional.of(Duration.ofMillis(300)) : Optional.empty()));
    return out + utf8(writer.end(Optional.of(Usage.of(9, 4))));
  }

  private static ReplyWriter writer(boolean stream, boolean generate) {
    return CLIENT.writer(
        new ReplyHead("req_1", 1_700_000_000, "main", stream, true, AnswerLines.form(generate)));
  }

  @Test
  void usageThatIsUnknownIsNotGuessed() {
    for (boolean stream : List.of(true, false)) {
      String end = utf8(writer(stream, false).end(Optional.empty()));
      assertFalse(end.contains("eval_count"), end);
      assertTrue(end.contains("\"total_duration\":0"), end);
    }
  }

  /// What cannot be written truthfully is an objection where another model may still answer, and
  /// else an error in the place of the end.
  @Test
  void argumentsThatAreNoObjectAreAnError() {
    List<ReplyEvent> events =
        List.of(
            new ToolCallStarted(0, "t1", "look"),
            new ToolCallDelta(0, "[1]"),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls"));
    String fault = "the arguments of the call of look are not a JSON object";
    assertEquals(Optional.of(fault), writer(false, false).objection(events));
    String stream = told(events, true, false);
    assertEquals("{\"error\":\"" + fault + "\"}\n", stream);
    assertEquals(Optional.empty(), writer(false, false).objection(answers().get("cut-call")));
  }

  @Test
  void streamThatBrokeOffEndsWithAnError() {
    ReplyWriter writer = writer(true, false);
    writer.write(new TextDelta("Hel"));
    var failure = Failure.of(FailureClass.INTERRUPTED, 200, "the provider hung up");
    assertEquals(
        "{\"error\":\"the provider hung up (model big)\"}\n",
        utf8(writer.failed(ClientError.of(failure, "big"))));
  }

  /// Clients read each line as a piece of the answer.
  @Test
  void signOfLifeIsAnEmptyPiece() {
    Wellformed.lines(writer(true, true).keepAlive());
    assertEquals(
        "{\"model\":\"main\",\"created_at\":\"2023-11-14T22:13:20Z\","
            + "\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":false}\n",
        utf8(writer(true, false).keepAlive()));
    assertEquals(0, writer(false, false).keepAlive().length);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
