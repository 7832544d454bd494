package io.signalbox.engine.dialect.kit;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An answer's way from the bytes of a provider to those that a client gets, by the rules of an
/// exchange: what comes after a failure or the end is not read, an end that is no good one is told
/// as a failure, and a stream that ends without an end was cut.
///
/// @param events what was understood, up to a failure
/// @param frames the bytes of each frame that was read
/// @param failure why the answer is not whole; empty if it is
public record Translation(
    List<ReplyEvent> events, List<WireFrame> frames, Optional<Failure> failure) {
  private static final Failure CUT =
      Failure.of(FailureClass.INTERRUPTED, 200, "The answer was cut.");

  /// What is understood of a provider's bytes.
  public static Translation of(
      ProviderDialect provider, boolean stream, Set<Quirk> quirks, byte[] bytes) {
    ReplyReader reader = provider.reader(stream, quirks);
    String binary = "application/vnd.amazon.eventstream";
    var framing = provider.framing(stream, stream && provider.id().equals("bedrock") ? binary : "");
    var events = new ArrayList<ReplyEvent>();
    var read = new ArrayList<WireFrame>();
    Optional<Failure> failure = Optional.empty();
    try (var frames = framing.reader(new ByteArrayInputStream(bytes), WireLimits.DEFAULT)) {
      for (var next = frames.next();
          next.isPresent() && failure.isEmpty() && !reader.isDone();
          next = frames.next()) {
        read.add(next.get());
        failure = take(reader.read(next.get()), events);
      }
    } catch (IOException e) {
      failure = reader.isFinished() ? Optional.empty() : Optional.of(CUT);
    }
    if (failure.isEmpty() && !reader.isFinished()) {
      failure = Optional.of(CUT);
    }
    return new Translation(events, read, failure);
  }

  private static Optional<Failure> take(List<ReplyEvent> said, List<ReplyEvent> events) {
    for (ReplyEvent event : said) {
      if (event instanceof ReplyEvent.Failed failed) {
        return Optional.of(failed.failure());
      }
      if (event instanceof ReplyEvent.Finished end && end.reason() == FinishReason.OTHER) {
        return Optional.of(CUT);
      }
      if (!(event instanceof ReplyEvent.KeepAlive)) {
        events.add(event);
      }
    }
    return Optional.empty();
  }

  /// All that was used, as the provider told it.
  public Optional<Usage> usage() {
    return events.stream()
        .filter(ReplyEvent.UsageReported.class::isInstance)
        .map(event -> ((ReplyEvent.UsageReported) event).usage())
        .reduce(Usage::atLeast);
  }

  /// The bytes that a client gets; empty for a whole answer that failed, of which it gets an error
  /// instead.
  public byte[] told(ClientDialect client, boolean stream) {
    var head =
        new ReplyHead(
            "req_1", 1_700_000_000, "main", stream, true, Map.of("includeThoughts", "true"));
    ReplyWriter writer = client.writer(head);
    var out = new ByteArrayOutputStream();
    events.forEach(event -> out.writeBytes(writer.write(event)));
    if (failure.isEmpty()) {
      out.writeBytes(writer.end(usage()));
    } else if (stream) {
      out.writeBytes(writer.failed(ClientError.of(failure.get(), "")));
    }
    return out.toByteArray();
  }

  /// The bytes that a client of the same dialect gets: the provider's own.
  public byte[] passedOn(ClientDialect client) {
    ReplyWriter writer = client.writer(new ReplyHead("req_1", 1_700_000_000, "main", true, true));
    var out = new ByteArrayOutputStream();
    frames.forEach(frame -> out.writeBytes(writer.passing(frame.raw())));
    failure.ifPresent(why -> out.writeBytes(writer.failedAfterBytes(ClientError.of(why, ""))));
    return out.toByteArray();
  }
}
