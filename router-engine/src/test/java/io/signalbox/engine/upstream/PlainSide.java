package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A dialect of a few words for tests: `start`, `ping`, `error`, `broken`, `bug`, `end`, `[DONE]`;
/// anything else is text.
final class PlainSide implements ProviderDialect {

  @Override
  public ProviderCall write(CallPlan plan) {
    return new ProviderCall("/chat", Map.of(), new byte[0], false, List.of());
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return stream ? new EventsReader() : new BodyReader();
  }

  private static final class EventsReader implements ReplyReader {
    private boolean done;

    @Override
    public List<ReplyEvent> read(WireFrame frame) {
      return switch (frame.text()) {
        case "start" -> List.of(new ReplyEvent.Started("1", "m"));
        case "ping" -> List.of(new ReplyEvent.KeepAlive());
        case "error" -> failed(FailureClass.OVERLOADED);
        case "broken" -> failed(FailureClass.INTERRUPTED);
        case "bug" -> throw new IllegalStateException("a bug in a dialect");
        case "end" -> List.of(new ReplyEvent.Finished(FinishReason.STOP, "stop"));
        case "[DONE]" -> {
          done = true;
          yield List.of();
        }
        default -> List.of(new ReplyEvent.TextDelta(frame.text()));
      };
    }

    private static List<ReplyEvent> failed(FailureClass kind) {
      return List.of(new ReplyEvent.Failed(Failure.of(kind, 0, "said by the provider")));
    }

    @Override
    public boolean isFinished() {
      return done;
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  private static final class BodyReader implements ReplyReader {
    private boolean done;

    @Override
    public List<ReplyEvent> read(WireFrame frame) {
      done = frame.text().startsWith("{") && frame.text().endsWith("}");
      return done
          ? List.of(
              new ReplyEvent.Started("1", "m"),
              new ReplyEvent.TextDelta(frame.text()),
              new ReplyEvent.Finished(FinishReason.STOP, "stop"))
          : List.of(
              new ReplyEvent.Failed(Failure.of(FailureClass.INTERRUPTED, 0, "no whole body")));
    }

    @Override
    public boolean isFinished() {
      return done;
    }
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    var kind =
        switch (status) {
          case 429 -> FailureClass.RATE_LIMITED;
          case 401 -> FailureClass.UNAUTHORIZED;
          case 400 -> FailureClass.BAD_REQUEST;
          case 529 -> FailureClass.OVERLOADED;
          default -> FailureClass.SERVER_ERROR;
        };
    var wait =
        Optional.ofNullable(headers.get("retry-after"))
            .map(seconds -> java.time.Duration.ofSeconds(Long.parseLong(seconds)));
    String text = new String(body, StandardCharsets.UTF_8);
    return new Failure(kind, status, text, "" + body.length, wait, false);
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return new RateLimits(
        Optional.ofNullable(headers.get("x-ratelimit-remaining-requests"))
            .map(left ->
                new RateLimits.Remaining(
                    OptionalLong.empty(), Long.parseLong(left), Optional.empty())),
        Optional.empty());
  }

  @Override
  public String id() {
    return "plain";
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery("/models", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return Optional.empty();
  }
}
