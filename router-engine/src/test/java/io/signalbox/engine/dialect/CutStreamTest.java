package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.WireFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A provider's stream that is cut after any of its bytes, told to the clients of every dialect: an
/// end is told only if it came, and what came before is told and counted.
final class CutStreamTest {
  private static final Map<String, String> STREAMS =
      Map.of(
          "openai",
          """
          data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

          data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Grüße"}}]}

          data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":"{\\"at\\":"}}]}}]}

          data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}}]}

          data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

          data: {"id":"c1","model":"m","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}

          data: [DONE]

          """,
          "anthropic",
          """
          event: message_start
          data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          event: content_block_delta
          data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße"}}

          event: content_block_stop
          data: {"type":"content_block_stop","index":0}

          event: content_block_start
          data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"a","name":"look","input":{}}}

          event: content_block_delta
          data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"at\\":1}"}}

          event: content_block_stop
          data: {"type":"content_block_stop","index":1}

          event: message_delta
          data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}

          event: message_stop
          data: {"type":"message_stop"}

          """,
          "gemini",
          """
          data: {"candidates":[{"content":{"parts":[{"text":"Grü"}],"role":"model"}}],"usageMetadata":{"promptTokenCount":5},"responseId":"r1","modelVersion":"m"}

          data: {"candidates":[{"content":{"parts":[{"text":"ße"}],"role":"model"}}]}

          data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"look","args":{"at":1}}}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":7,"totalTokenCount":12}}

          """);

  /// What an error looks like to each client.
  private static final Map<String, String> ERROR =
      Map.of(
          "openai", "{\"error\":{",
          "anthropic", "event: error",
          "responses", "event: response.failed",
          "gemini", "{\"error\":{");

  /// What says to each client that the answer is whole.
  private static final Map<String, List<String>> WHOLE =
      Map.of(
          "openai", List.of("[DONE]", "\"finish_reason\":\"tool_calls\""),
          "anthropic", List.of("event: message_stop", "\"stop_reason\":\"tool_use\""),
          "responses", List.of("event: response.completed"),
          "gemini", List.of("\"finishReason\":\"STOP\""));

  @TestFactory
  Stream<DynamicTest> streamThatIsCutAnywhereHasATruthfulEnd() {
    return STREAMS.keySet().stream()
        .sorted()
        .flatMap(provider ->
            ERROR.keySet().stream()
                .sorted()
                .map(client ->
                    DynamicTest.dynamicTest(
                        provider + " to " + client, () -> holds(provider, client))));
  }

  private static void holds(String provider, String client) {
    byte[] stream = STREAMS.get(provider).getBytes(StandardCharsets.UTF_8);
    boolean ended = false;
    for (int n = 0; n <= stream.length; n++) {
      boolean now = holds(provider, client, Arrays.copyOf(stream, n));
      assertTrue(now || !ended, "an end that has come stays: " + n);
      ended = now;
    }
    assertTrue(ended, "the whole stream has its end");
  }

  /// Whether the client was told a good end.
  private static boolean holds(String provider, String client, byte[] cut) {
    ProviderDialect from = Dialects.provider(provider);
    ReplyReader reader = from.reader(true, Set.of());
    var events = new ArrayList<ReplyEvent>();
    for (WireFrame frame : Answer.frames(cut)) {
      events.addAll(reader.read(frame));
    }
    boolean finished = events.stream().anyMatch(ReplyEvent.Finished.class::isInstance);
    assertEquals(finished, reader.isFinished(), "after " + cut.length);
    String told = told(Dialects.client(client), events, finished);
    String what = provider + " to " + client + " after " + cut.length + ":\n" + told;
    assertEquals(!finished, told.contains(ERROR.get(client)), what);
    for (String end : WHOLE.get(client)) {
      assertEquals(finished, told.contains(end), what);
    }
    if (finished) {
      assertFalse(events.stream().anyMatch(CutStreamTest::isBad), what);
      assertTrue(told.contains("look"), what);
      usage(events)
          .filter(used -> used.completionTokens() == 7)
          .ifPresent(used -> assertTrue(told.contains("7"), what));
    }
    return finished;
  }

  private static boolean isBad(ReplyEvent event) {
    return event instanceof ReplyEvent.Finished end && end.reason() == FinishReason.OTHER;
  }

  private static String told(ClientDialect client, List<ReplyEvent> events, boolean finished) {
    ReplyWriter writer = client.writer(new ReplyHead("req_1", 1_700_000_000, "main", true, true));
    var out = new ByteArrayOutputStream();
    events.forEach(event -> out.writeBytes(writer.write(event)));
    var cut = Failure.of(FailureClass.INTERRUPTED, 200, "The answer was cut.");
    out.writeBytes(finished ? writer.end(usage(events)) : writer.failed(ClientError.of(cut, "")));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Optional<Usage> usage(List<ReplyEvent> events) {
    return events.stream()
        .filter(ReplyEvent.UsageReported.class::isInstance)
        .map(event -> ((ReplyEvent.UsageReported) event).usage())
        .reduce(Usage::atLeast);
  }
}
