package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What one call of a provider comes to, by chance: every kind of failure, before, in and after the
/// first content, with and without a stated wait.
///
/// @param failure the injected failure; empty for a whole answer
/// @param events what arrives before it
/// @param refusal whether it comes instead of an answer
/// @param takes how long the call takes
record FailureScript(
    Optional<Failure> failure, List<ReplyEvent> events, boolean refusal, Duration takes) {
  private static final List<FailureClass> KINDS = List.of(FailureClass.values());

  /// @param name stands in each piece of the answer's text
  /// @param sick whether the provider fails most of the time
  static FailureScript by(Random random, String name, boolean sick) {
    var takes = Duration.ofMillis(random.nextInt(3_000));
    if (random.nextInt(10) >= (sick ? 9 : 2)) {
      return new FailureScript(Optional.empty(), answer(random, name), false, takes);
    }
    return switch (random.nextInt(5)) {
      case 0, 1 -> new FailureScript(Optional.of(failure(random)), List.of(), true, takes);
      case 2 -> {
        // In a stream, before any content.
        List<ReplyEvent> head =
            random.nextBoolean() ? List.of() : List.of(new ReplyEvent.Started("x", name));
        yield new FailureScript(Optional.of(failure(random)), head, false, takes);
      }
      case 3 -> cut(random, name, takes);
      default -> {
        // The stream ends without a word of its end.
        List<ReplyEvent> all = answer(random, name);
        int most = random.nextInt(all.size());
        var events = all.subList(0, most);
        yield new FailureScript(Optional.of(noEnd()), List.copyOf(events), false, takes);
      }
    };
  }

  static Failure noEnd() {
    return Failure.of(FailureClass.INTERRUPTED, 200, "no end");
  }

  private static FailureScript cut(Random random, String name, Duration takes) {
    List<ReplyEvent> all = answer(random, name);
    var events = all.subList(0, 2 + random.nextInt(all.size() - 2));
    return new FailureScript(Optional.of(failure(random)), List.copyOf(events), false, takes);
  }

  private static List<ReplyEvent> answer(Random random, String name) {
    var events = new ArrayList<ReplyEvent>();
    events.add(new ReplyEvent.Started("x", name));
    int pieces = 1 + random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      events.add(new ReplyEvent.TextDelta("<" + name + ":" + i + ">"));
    }
    events.add(new ReplyEvent.UsageReported(Usage.of(1 + random.nextInt(20), 40)));
    events.add(new ReplyEvent.Finished(FinishReason.STOP, "stop"));
    return events;
  }

  private static Failure failure(Random random) {
    FailureClass kind = KINDS.get(random.nextInt(KINDS.size()));
    int status =
        switch (kind) {
          case RATE_LIMITED -> 429;
          case OUT_OF_CREDIT -> 402;
          case OVERLOADED -> 529;
          case SERVER_ERROR -> 500;
          case MODEL_NOT_FOUND -> random.nextBoolean() ? 404 : 410;
          case UNAUTHORIZED -> 401;
          case CONTEXT_TOO_LONG, CONTENT_FILTERED, BAD_REQUEST -> 400;
          case TIMEOUT, UNREACHABLE, INTERRUPTED -> 0;
        };
    Optional<Duration> wait =
        switch (random.nextInt(3)) {
          case 0 -> Optional.of(Duration.ofMillis(random.nextInt(8_000)));
          case 1 -> Optional.of(Duration.ofSeconds(random.nextInt(120)));
          default -> Optional.empty();
        };
    return new Failure(kind, status, "told to fail", "", wait, random.nextInt(4) == 0);
  }

  /// Whether the events before the failure hold content.
  boolean commits() {
    return events.stream().anyMatch(ReplyEvent::isContent);
  }

  /// The text that a client may see.
  String text() {
    var text = new StringBuilder();
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  /// Plays it.
  UpstreamAnswer answer() {
    if (refusal) {
      return new UpstreamAnswer.Failed(failure.orElseThrow(), RateLimits.NONE);
    }
    var all = new ArrayList<>(events);
    // An end without a finish says nothing of itself.
    failure
        .filter(each -> !each.message().equals(noEnd().message()))
        .ifPresent(each -> all.add(new ReplyEvent.Failed(each)));
    return arriving(all);
  }

  static UpstreamAnswer arriving(List<ReplyEvent> events) {
    Iterator<ReplyEvent> left = events.iterator();
    return new UpstreamAnswer.Arriving() {
      @Override
      public Optional<UpstreamAnswer.Piece> next() {
        return left.hasNext()
            ? Optional.of(new UpstreamAnswer.Piece(List.of(left.next()), new byte[0]))
            : Optional.empty();
      }

      @Override
      public boolean simulated() {
        return false;
      }

      @Override
      public RateLimits limits() {
        return RateLimits.NONE;
      }

      @Override
      public void close() {}
    };
  }
}
