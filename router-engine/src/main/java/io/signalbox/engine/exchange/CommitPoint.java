package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.answer.AnswerLosses;
import io.signalbox.engine.route.OtherCalls;
import io.signalbox.engine.upstream.UpstreamAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commit point of one attempt: here it is decided that the first content of an answer goes to
/// the client, so that no failover to another model may follow.
///
/// Pieces before the first content (a role, a comment, a block that begins) are held back. The
/// first content commits: [ReplySink#begin] is called, what was held back is released, and every
/// later piece is passed on as it comes. A failure before that leaves the client with nothing, so
/// that another model may be called; a failure after it can only be told as an answer that broke
/// off.
///
/// ```
/// piece      role   text    text   error
/// committed  no     yes     yes    yes: no failover, the client sees a broken answer
/// to client         begin   text
///                   role
///                   text
/// ```
///
/// Three answers are refused although their content has come, for they are seen before it is passed
/// on: one that the provider's filter ended at once, if the graph fails over on that, one that ends
/// badly (a malformed call, an unknown reason), and one that comes whole and cannot be written
/// truthfully in the client's dialect. A bad end of an answer that goes to the client as it is says
/// so itself. Belongs to one thread.
final class CommitPoint {
  private static final byte[] NOTHING = {};

  private final ReplySink sink;
  private final OtherCalls others;
  private final AnswerCounter counter;
  private final Beginning beginning;
  private final boolean streamed;
  private final boolean providerBytes;
  private final List<UpstreamAnswer.Piece> heldBack = new ArrayList<>();
  private final AnswerLosses losses = new AnswerLosses();
  private boolean committed;
  private boolean verbatim;

  /// What is called once, before the first content goes to the client.
  @FunctionalInterface
  interface Beginning {
    /// Makes what the client is told of the answer.
    ///
    /// @param verbatim whether the provider's own bytes go to the client
    ReplySink.Beginning of(boolean verbatim);
  }

  /// @param streamed whether a stream was requested
  /// @param providerBytes whether the provider's own bytes may go to the client
  CommitPoint(
      ReplySink sink,
      OtherCalls others,
      AnswerCounter counter,
      Beginning beginning,
      boolean streamed,
      boolean providerBytes) {
    this.sink = sink;
    this.others = others;
    this.counter = counter;
    this.beginning = beginning;
    this.streamed = streamed;
    this.providerBytes = providerBytes;
  }

  /// What of the answer the client could not be told.
  List<String> losses() {
    return losses.all();
  }

  /// Whether content has gone to the client.
  boolean isCommitted() {
    return committed;
  }

  /// Holds a piece back or passes it on; the failure, if the answer ends with it.
  Optional<Failure> take(UpstreamAnswer.Piece piece) throws IOException {
    var failure = counter.take(piece.events());
    if (failure.isEmpty() && !committed) {
      failure = beforeCommit(piece);
    } else if (failure.isEmpty() && !verbatim) {
      failure = counter.badEnd();
    }
    if (committed) {
      passOn(failure.isEmpty() ? piece : beforeBadEnd(piece));
    }
    return failure;
  }

  /// What came with a failure, and before it. The provider's own bytes would tell of both.
  private UpstreamAnswer.Piece beforeBadEnd(UpstreamAnswer.Piece piece) {
    List<ReplyEvent> said = piece.events().stream().filter(event -> !isEnd(event)).toList();
    return new UpstreamAnswer.Piece(verbatim ? List.of() : said, NOTHING);
  }

  private Optional<Failure> beforeCommit(UpstreamAnswer.Piece piece) throws IOException {
    // Without bytes of its own the answer can only be written anew.
    boolean asItIs = providerBytes && piece.raw().length > 0 && sink.passesOn(piece.events());
    var refusal = filtered().or(() -> badEnd(piece, asItIs)).or(() -> untold(piece, asItIs));
    if (refusal.isEmpty()) {
      if (piece.hasContent()) {
        commit(asItIs);
      } else {
        heldBack.add(piece);
      }
    }
    return refusal;
  }

  private Optional<Failure> filtered() {
    return counter.filtered() && others.catches(FailureClass.CONTENT_FILTERED)
        ? Optional.of(
            Failure.of(
                FailureClass.CONTENT_FILTERED,
                200,
                "the provider's content filter stopped the answer"))
        : Optional.empty();
  }

  private Optional<Failure> badEnd(UpstreamAnswer.Piece piece, boolean asItIs) {
    return asItIs && saysMore(piece) ? Optional.empty() : counter.badEnd();
  }

  private static boolean saysMore(UpstreamAnswer.Piece piece) {
    for (ReplyEvent event : piece.events()) {
      if (isSaid(event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSaid(ReplyEvent event) {
    return event.isContent() && !isEnd(event);
  }

  private static boolean isEnd(ReplyEvent event) {
    return event instanceof ReplyEvent.Finished || event instanceof ReplyEvent.Failed;
  }

  private Optional<Failure> untold(UpstreamAnswer.Piece piece, boolean asItIs) {
    return streamed || asItIs || !piece.hasContent()
        ? Optional.empty()
        : sink.objection(piece.events()).map(why -> Failure.of(FailureClass.INTERRUPTED, 200, why));
  }

  private void commit(boolean asItIs) throws IOException {
    committed = true;
    verbatim = asItIs;
    sink.begin(beginning.of(asItIs));
    for (UpstreamAnswer.Piece piece : heldBack) {
      if (asItIs || !isSignOfLife(piece)) {
        passOn(piece);
      }
    }
    heldBack.clear();
  }

  /// What kept a client waiting is of no use to it once the answer is there.
  private static boolean isSignOfLife(UpstreamAnswer.Piece piece) {
    return !piece.events().isEmpty()
        && piece.events().stream().allMatch(ReplyEvent.KeepAlive.class::isInstance);
  }

  private void passOn(UpstreamAnswer.Piece piece) throws IOException {
    if (piece.events().isEmpty() && piece.raw().length == 0) {
      return;
    }
    if (!verbatim) {
      losses.passedOn(piece.events(), sink::tells);
    }
    sink.take(verbatim ? piece.events() : counter.credible(piece.events()), piece.raw());
  }
}
