package io.signalbox.engine.dialect.anthropic.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Recordings;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Recorded answers that are understood, told to a client in both forms, and understood again: the
/// client sees what the provider said.
final class AnthropicRoundTripTest {
  @TestFactory
  Stream<DynamicTest> streamSaysTheSameAgain() {
    return Recordings.of("anthropic/all", ".chunks.txt").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> answers(Recordings.lines(file)).forEach(AnthropicRoundTripTest::holdStream)));
  }

  @TestFactory
  Stream<DynamicTest> bodySaysTheSameAgain() {
    return Recordings.of("anthropic/all", ".json").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  byte[] body = Files.readAllBytes(file);
                  hold(
                      new MessagesProvider().reader(false, Set.of()),
                      List.of(new WireFrame("", body, body)));
                }));
  }

  private static List<List<String>> answers(List<String> lines) {
    var answers = new ArrayList<List<String>>();
    var current = new ArrayList<String>();
    for (String line : lines) {
      current.add(line);
      if (line.contains("\"type\":\"message_stop\"")) {
        answers.add(List.copyOf(current));
        current.clear();
      }
    }
    return answers;
  }

  private static void holdStream(List<String> lines) {
    hold(new MessagesProvider().reader(true, Set.of()), lines.stream().map(Answer::frame).toList());
  }

  private static void hold(ReplyReader reader, List<WireFrame> frames) {
    List<ReplyEvent> events =
        frames.stream().flatMap(frame -> reader.read(frame).stream()).toList();
    assertTrue(reader.isFinished());
    byte[] whole = written(events, false);
    assertSame(
        events,
        new MessagesProvider().reader(false, Set.of()),
        List.of(new WireFrame("", whole, whole)));
    assertSame(
        events,
        new MessagesProvider().reader(true, Set.of()),
        Answer.frames(written(events, true)));
  }

  private static byte[] written(List<ReplyEvent> events, boolean stream) {
    var writer = new MessagesClient().writer(new ReplyHead("req_1", 1, "main", stream, true));
    var out = new ByteArrayOutputStream();
    Optional<Usage> usage = Optional.empty();
    for (ReplyEvent event : events) {
      out.writeBytes(writer.write(event));
      usage =
          event instanceof ReplyEvent.UsageReported reported
              ? Optional.of(reported.usage())
              : usage;
    }
    out.writeBytes(writer.end(usage));
    return out.toByteArray();
  }

  private static void assertSame(
      List<ReplyEvent> expected, ReplyReader reader, List<WireFrame> written) {
    var was = new Told(expected);
    var is = new Told(written.stream().flatMap(frame -> reader.read(frame).stream()).toList());
    assertTrue(reader.isFinished());
    assertEquals(was.content(), is.content());
    assertEquals(was.citations, is.citations);
    assertEquals(was.usage.map(Usage::promptTokens), is.usage.map(Usage::promptTokens));
    assertEquals(was.usage.map(Usage::cachedTokens), is.usage.map(Usage::cachedTokens));
    assertEquals(was.usage.map(Usage::completionTokens), is.usage.map(Usage::completionTokens));
  }

  /// An answer without the cuts between its pieces.
  private static final class Told {
    private final List<String> content = new ArrayList<>();
    private final List<String> citations = new ArrayList<>();
    private Optional<Usage> usage = Optional.empty();
    private String kind = "";

    Told(List<ReplyEvent> events) {
      events.forEach(this::add);
    }

    private void add(ReplyEvent event) {
      switch (event) {
        case ReplyEvent.Started e -> content.add("id " + e.id());
        case ReplyEvent.TextDelta e -> append("text ", e.text());
        case ReplyEvent.RefusalDelta e -> append("text ", e.text());
        case ReplyEvent.ReasoningDelta e -> append("thinking ", e.text());
        case ReplyEvent.ReasoningSigned e -> apart("signed " + e.signature());
        case ReplyEvent.ReasoningRedacted e -> apart("redacted " + e.data());
        case ReplyEvent.ToolCallStarted e -> apart("call " + e.id() + " " + e.name());
        case ReplyEvent.ToolCallDelta e -> append("arguments ", e.arguments());
        case ReplyEvent.Foreign e -> own(e);
        case ReplyEvent.UsageReported e -> usage = Optional.of(e.usage());
        case ReplyEvent.Finished e -> apart("finished " + e.raw());
        case ReplyEvent.Failed e -> apart("failed " + e.failure());
        case ReplyEvent.KeepAlive e -> {}
        case ReplyEvent.Embedded e -> {}
      }
    }

    /// Which words a citation stands for is not told where two blocks of text meet.
    private void own(ReplyEvent.Foreign piece) {
      switch (OwnPiece.of(piece)) {
        case CITATION -> citations.add(JsonTree.read(piece.json()).orElseThrow().toString());
        case BLOCK, DELTA_MEMBER, MEMBER ->
            apart(piece.kind() + " " + JsonTree.read(piece.json()).orElseThrow());
        case NOWHERE -> {}
      }
    }

    /// Blanks between the parts of arguments mean nothing.
    private List<String> content() {
      String begin = "arguments ";
      return content.stream()
          .map(each ->
              each.startsWith(begin)
                  ? begin + JsonTree.read(each.substring(begin.length())).orElseThrow()
                  : each)
          .toList();
    }

    private void append(String what, String more) {
      if (more.isEmpty()) {
        return;
      } else if (kind.equals(what)) {
        content.add(content.removeLast() + more);
      } else {
        content.add(what + more);
        kind = what;
      }
    }

    private void apart(String what) {
      content.add(what);
      kind = "";
    }
  }
}
