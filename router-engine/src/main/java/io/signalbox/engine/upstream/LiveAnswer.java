package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;

/// An answer that comes over HTTP. What comes before the first content is held back, because until
/// then another model may still be called.
final class LiveAnswer implements UpstreamAnswer.Arriving {
  private static final int MOST_HELD = 256;
  private static final int MOST_HELD_BYTES = 1 << 20;
  private static final int MOST_SIGNS_HELD = 32;
  private static final byte[] NOTHING = {};

  /// Where an answer comes from.
  ///
  /// @param stream whether it is a stream of events
  /// @param asAsked whether it has the form, stream or body, that was asked for; its bytes are only
  ///   worth passing on if it has
  record Source(
      Http.Reply response,
      FrameReader frames,
      ReplyReader reader,
      boolean stream,
      boolean asAsked) {}

  private final Source source;
  private final OpenCall open;
  private final TransportError trouble;
  private final RateLimits limits;
  private final UnaryOperator<Failure> clean;
  private final Queue<Piece> held = new ArrayDeque<>();
  private boolean ended;
  private int signs;

  LiveAnswer(
      Source source,
      OpenCall open,
      TransportError trouble,
      RateLimits limits,
      UnaryOperator<Failure> clean) {
    this.source = source;
    this.open = open;
    this.trouble = trouble;
    this.limits = limits;
    this.clean = clean;
  }

  /// Reads until the answer really begins, or says why it does not.
  Optional<Failure> untilContent() {
    int bytes = 0;
    int said = 0;
    for (Optional<Piece> piece = read(); piece.isPresent(); piece = read()) {
      for (ReplyEvent event : piece.get().events()) {
        if (event instanceof ReplyEvent.Failed failed) {
          return Optional.of(failed.failure());
        }
        if (event.isContent()) {
          held.add(piece.get());
          return Optional.empty();
        }
      }
      bytes += hold(piece.get());
      said += piece.get().events().isEmpty() ? 0 : 1;
      if (said > MOST_HELD || bytes > MOST_HELD_BYTES) {
        return Optional.of(trouble.noContent());
      }
    }
    return Optional.empty();
  }

  /// What has come before its content, if that was not taken.
  List<ReplyEvent> said() {
    return held.stream().flatMap(piece -> piece.events().stream()).toList();
  }

  /// Signs of life belong to the bytes of an answer, too, but a provider may give them for ever.
  private int hold(Piece piece) {
    if (isSignOfLife(piece) && ++signs > MOST_SIGNS_HELD) {
      return 0;
    }
    held.add(piece);
    return piece.raw().length;
  }

  /// A piece that says nothing is none: its bytes may be of use, as the begin of a block.
  private static boolean isSignOfLife(Piece piece) {
    return !piece.events().isEmpty()
        && piece.events().stream().allMatch(ReplyEvent.KeepAlive.class::isInstance);
  }

  @Override
  public Optional<Piece> next() {
    var first = Optional.ofNullable(held.poll());
    return first.isPresent() ? first : read();
  }

  private Optional<Piece> read() {
    if (ended) {
      return Optional.empty();
    }
    open.waits();
    if (open.ended().isPresent()) {
      return cut(new InterruptedIOException("canceled"));
    }
    try {
      var frame = source.frames().next();
      open.goesOn();
      if (frame.isPresent() && source.reader().isDone()) {
        return surplus();
      }
      return frame.isPresent() ? Optional.of(piece(frame.get())) : end();
    } catch (IOException e) {
      return cut(e);
    }
  }

  /// What comes after the mark that ends the answer is no part of it, and who knows whose.
  private Optional<Piece> surplus() {
    ended = true;
    open.abandon();
    return source.reader().isFinished() ? Optional.empty() : failed(trouble.noEnd());
  }

  private Piece piece(WireFrame frame) {
    byte[] raw = source.asAsked() ? frame.raw() : NOTHING;
    if (source.stream() && frame.isComment()) {
      return new Piece(List.of(new ReplyEvent.KeepAlive()), raw);
    }
    List<ReplyEvent> events = understood(frame);
    var piece = new Piece(untilFailure(events), raw);
    if (piece.hasContent()) {
      open.progress();
    }
    if (source.reader().isFinished()) {
      open.complete();
    }
    return piece;
  }

  private List<ReplyEvent> understood(WireFrame frame) {
    try {
      return source.reader().read(frame);
    } catch (RuntimeException e) {
      // A dialect that breaks must not take the engine with it.
      return List.of(new ReplyEvent.Failed(trouble.unread()));
    }
  }

  private List<ReplyEvent> untilFailure(List<ReplyEvent> events) {
    var kept = new ArrayList<ReplyEvent>(events.size());
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.Failed failed) {
        ended = true;
        kept.add(new ReplyEvent.Failed(clean.apply(failed.failure())));
        return kept;
      }
      kept.add(event);
    }
    return kept;
  }

  private Optional<Piece> end() {
    ended = true;
    return source.reader().isFinished() ? Optional.empty() : failed(trouble.noEnd());
  }

  private Optional<Piece> cut(IOException e) {
    ended = true;
    open.heedInterrupt();
    boolean givenUp = open.ended().filter(OpenCall.End.INTERRUPTED::equals).isPresent();
    return source.reader().isFinished() && !givenUp
        ? Optional.empty()
        : failed(trouble.inAnswer(e, open));
  }

  private static Optional<Piece> failed(Failure failure) {
    return Optional.of(new Piece(List.of(new ReplyEvent.Failed(failure)), NOTHING));
  }

  @Override
  public RateLimits limits() {
    return limits;
  }

  @Override
  public boolean simulated() {
    return false;
  }

  @Override
  public void close() {
    ended = true;
    open.over();
    if (!source.reader().isFinished()) {
      open.abandon();
    }
    source.response().close();
  }
}
