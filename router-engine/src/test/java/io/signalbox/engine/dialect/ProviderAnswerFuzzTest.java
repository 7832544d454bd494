package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.kit.Wellformed;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.Pieces;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimitException;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whatever a provider answers, it is understood in the same way however the network cuts it, and
/// what is passed on is sound in every client's dialect.
final class ProviderAnswerFuzzTest {
  private static final List<String> CLIENTS =
      List.of("openai", "anthropic", "responses", "gemini", "ollama");
  private static final WireLimits LIMITS = new WireLimits(1 << 20, 4 << 20);
  private static final ClientError CUT = ClientError.of(502, ProxyError.INTERNAL, "It was cut.");

  @FuzzTest
  void openaiStream(byte[] answer) throws IOException {
    answered("openai", answer, true);
  }

  @FuzzTest
  void openaiWhole(byte[] answer) throws IOException {
    answered("openai", answer, false);
  }

  @FuzzTest
  void anthropicStream(byte[] answer) throws IOException {
    answered("anthropic", answer, true);
  }

  @FuzzTest
  void anthropicWhole(byte[] answer) throws IOException {
    answered("anthropic", answer, false);
  }

  @FuzzTest
  void geminiStream(byte[] answer) throws IOException {
    answered("gemini", answer, true);
  }

  @FuzzTest
  void geminiWhole(byte[] answer) throws IOException {
    answered("gemini", answer, false);
  }

  @FuzzTest
  void bedrockStream(byte[] answer) throws IOException {
    answered("bedrock", answer, true);
  }

  @FuzzTest
  void bedrockWhole(byte[] answer) throws IOException {
    answered("bedrock", answer, false);
  }

  @FuzzTest
  void cohereStream(byte[] answer) throws IOException {
    answered("cohere", answer, true);
  }

  @FuzzTest
  void cohereWhole(byte[] answer) throws IOException {
    answered("cohere", answer, false);
  }

  @FuzzTest
  void responsesStream(byte[] answer) throws IOException {
    answered("responses", answer, true);
  }

  @FuzzTest
  void responsesWhole(byte[] answer) throws IOException {
    answered("responses", answer, false);
  }

  /// What a reader made of an answer.
  private record Heard(List<ReplyEvent> events, boolean complete) {}

  private static void answered(String dialect, byte[] answer, boolean stream) throws IOException {
    Heard heard = heard(dialect, stream, new java.io.ByteArrayInputStream(answer));
    var pieces = new Pieces(answer, Arrays.hashCode(answer));
    assertEquals(heard, heard(dialect, stream, pieces), "cut in pieces");
    sound(heard.events());
    for (String client : CLIENTS) {
      told(client, heard, true);
      told(client, heard, false);
    }
  }

  private static Heard heard(String dialect, boolean stream, InputStream in) throws IOException {
    ProviderDialect side = Dialects.provider(dialect);
    ReplyReader reader = side.reader(stream, Set.of());
    boolean binary = stream && dialect.equals("bedrock");
    var framing = side.framing(stream, binary ? "application/vnd.amazon.eventstream" : "");
    var events = new ArrayList<ReplyEvent>();
    try (FrameReader frames = framing.reader(in, LIMITS)) {
      for (Optional<WireFrame> next = frames.next(); next.isPresent(); next = frames.next()) {
        for (ReplyEvent event : reader.read(next.get())) {
          events.add(event);
          if (event instanceof ReplyEvent.Failed) {
            return new Heard(events, false); // nobody reads on
          }
        }
      }
    } catch (WireLimitException expected) {
      return new Heard(events, false);
    } catch (IOException damaged) {
      assertTrue(binary, "only binary frames can be damaged");
      return new Heard(events, false);
    }
    return new Heard(events, reader.isFinished());
  }

  private static void sound(List<ReplyEvent> events) {
    int calls = 0;
    for (ReplyEvent event : events) {
      switch (event) {
        case ReplyEvent.ToolCallStarted call -> assertEquals(calls++, call.index());
        case ReplyEvent.ToolCallDelta delta ->
            assertTrue(delta.index() >= 0 && delta.index() < calls, delta::toString);
        case ReplyEvent.UsageReported reported -> sound(reported.usage());
        case ReplyEvent.Foreign foreign -> Wellformed.value(foreign.json());
        case ReplyEvent.Started e -> {}
        case ReplyEvent.TextDelta e -> {}
        case ReplyEvent.ReasoningDelta e -> {}
        case ReplyEvent.ReasoningSigned e -> {}
        case ReplyEvent.ReasoningRedacted e -> {}
        case ReplyEvent.RefusalDelta e -> {}
        case ReplyEvent.Finished e -> {}
        case ReplyEvent.Failed e -> {}
        case ReplyEvent.KeepAlive e -> {}
        case ReplyEvent.Embedded e -> Wellformed.value(e.vector().decimals());
      }
    }
  }

  private static void sound(Usage usage) {
    assertTrue(usage.promptTokens() >= 0 && usage.completionTokens() >= 0, usage::toString);
    assertTrue(usage.cachedTokens() >= 0 && usage.reasoningTokens() >= 0, usage::toString);
    assertTrue(usage.cacheWriteTokens() >= 0, usage::toString);
    assertTrue(usage.cacheWriteHourTokens() >= 0, usage::toString);
    assertTrue(usage.totalTokens() >= 0, usage::toString);
  }

  private static void told(String client, Heard heard, boolean stream) {
    var head = new ReplyHead("own", 1_700_000_000, "shown", stream, true);
    ReplyWriter writer = Dialects.client(client).writer(head);
    var out = new ByteArrayOutputStream();
    Optional<Usage> usage = Optional.empty();
    for (ReplyEvent event : heard.events()) {
      if (event instanceof ReplyEvent.UsageReported reported) {
        usage = Optional.of(reported.usage());
      }
      out.writeBytes(event instanceof ReplyEvent.Failed ? new byte[0] : writer.write(event));
    }
    out.writeBytes(heard.complete() ? writer.end(usage) : writer.failed(CUT));
    check(Dialects.client(client).contentType(stream), out.toByteArray(), heard.complete());
  }

  private static void check(String type, byte[] written, boolean complete) {
    if (type.startsWith("text/event-stream")) {
      Wellformed.events(written);
    } else if (type.equals("application/x-ndjson")) {
      Wellformed.lines(written);
    } else if (complete) {
      Wellformed.json(written);
    }
  }
}
