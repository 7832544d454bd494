package io.signalbox.engine.dialect.kit;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Everything that a reader said of one answer, put together.
public final class Answer {
  public final StringBuilder text = new StringBuilder();
  public final StringBuilder reasoning = new StringBuilder();
  public final List<String> signatures = new ArrayList<>();
  public final List<String> calls = new ArrayList<>();
  public final List<ReplyEvent.Foreign> foreign = new ArrayList<>();
  public final List<Failure> failures = new ArrayList<>();
  public final List<String> started = new ArrayList<>();
  public final List<ReplyEvent.Finished> finished = new ArrayList<>();
  public Optional<Usage> usage = Optional.empty();
  private final List<StringBuilder> arguments = new ArrayList<>();

  /// What the reader says of these frames.
  public static Answer of(ReplyReader reader, List<WireFrame> frames) {
    var answer = new Answer();
    frames.forEach(frame -> reader.read(frame).forEach(answer::add));
    return answer;
  }

  private void add(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.Started e -> started.add(e.id() + " " + e.model());
      case ReplyEvent.TextDelta e -> text.append(e.text());
      case ReplyEvent.ReasoningDelta e -> reasoning.append(e.text());
      case ReplyEvent.ReasoningSigned e -> signatures.add(e.signature());
      case ReplyEvent.ReasoningRedacted e -> signatures.add(e.data());
      case ReplyEvent.RefusalDelta e -> text.append(e.text());
      case ReplyEvent.ToolCallStarted e -> {
        calls.add(e.id() + " " + e.name());
        arguments.add(new StringBuilder());
      }
      case ReplyEvent.ToolCallDelta e -> arguments.get(e.index()).append(e.arguments());
      case ReplyEvent.Foreign e -> foreign.add(e);
      case ReplyEvent.UsageReported e -> usage = Optional.of(e.usage());
      case ReplyEvent.Finished e -> finished.add(e);
      case ReplyEvent.Failed e -> failures.add(e.failure());
      case ReplyEvent.KeepAlive e -> {}
      case ReplyEvent.Embedded e -> {}
    }
  }

  /// The calls' arguments, in the order of the calls.
  public List<String> arguments() {
    return arguments.stream().map(StringBuilder::toString).toList();
  }

  /// A payload as a frame.
  public static WireFrame frame(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    return new WireFrame("", bytes, bytes);
  }

  /// The frames of a stream of server-sent events.
  public static List<WireFrame> frames(byte[] events) {
    var frames = new ArrayList<WireFrame>();
    try (var reader = FrameReader.events(new ByteArrayInputStream(events), WireLimits.DEFAULT)) {
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        frames.add(frame.orElseThrow());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frames;
  }

  /// What a reader says, an event a line, and whether the answer is complete.
  public static String told(ReplyReader reader, List<WireFrame> frames) {
    String events =
        frames.stream()
            .flatMap(frame -> reader.read(frame).stream())
            .map(event -> event.toString().replace("\n", "\\n") + "\n")
            .collect(Collectors.joining());
    return events + (reader.isFinished() ? "complete" : "not complete") + "\n";
  }

  /// Frames that no provider sends: random bytes, and real frames with bytes changed.
  public static List<WireFrame> garbage(Random random, List<WireFrame> real) {
    var frames = new ArrayList<WireFrame>();
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[random.nextInt(1, 60)];
      random.nextBytes(bytes);
      frames.add(new WireFrame("", bytes, bytes));
      byte[] broken = real.get(random.nextInt(real.size())).data().clone();
      for (int n = 0; n < 1 + random.nextInt(4) && broken.length > 0; n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(128);
      }
      frames.add(new WireFrame("", broken, broken));
    }
    return frames;
  }

  /// Whether this is the one event that stands for a frame of which nothing can be made.
  public static boolean isUnreadable(List<ReplyEvent> events) {
    return events.size() == 1
        && events.getFirst() instanceof ReplyEvent.Failed failed
        && failed.failure().kind() == FailureClass.INTERRUPTED;
  }
}
