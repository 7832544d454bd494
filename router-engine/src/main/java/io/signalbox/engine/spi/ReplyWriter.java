package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.util.List;
import java.util.Optional;

/// Writes one answer in the client's dialect. Belongs to one thread.
public interface ReplyWriter {
  /// The answer as its client was told it, by which later requests may go on, whether it was
  /// written here or passed on; empty if it is not over, or clients of this dialect name no
  /// answers. Called after the last piece, and after [#end] unless the answer was passed on.
  default Optional<ToldAnswer> told() {
    return Optional.empty();
  }

  /// The bytes to send for an event now; none if there is nothing to say yet, and always none for
  /// an answer that is one body.
  byte[] write(ReplyEvent event);

  /// Whether the bytes of a provider that speaks the same dialect can be the answer as they are, if
  /// nothing in them is to be changed.
  default boolean passesOn() {
    return true;
  }

  /// The same once it is known how the bytes begin.
  ///
  /// @param first what they say first; all of an answer that comes whole
  default boolean passesOn(List<ReplyEvent> first) {
    return true;
  }

  /// Whether what this writes can go on with a stream that began with a provider's own bytes, once
  /// it was told all of them.
  default boolean goesOnAfterBytes() {
    return true;
  }

  /// The bytes to send for a provider's own bytes that are passed on: these. A writer may look at
  /// them, to go on where they end; they must not be changed.
  default byte[] passing(byte[] raw) {
    return raw;
  }

  /// Whether a stream so far says why the answer ended, so that its client misses nothing if it
  /// disconnects without waiting for the end. Where only the end says it, this is never so.
  default boolean finished() {
    return false;
  }

  /// Why an answer that comes whole cannot be written truthfully in this dialect; empty if it can.
  /// It then counts as one that broke off, and another model may answer.
  ///
  /// @param events all of the answer
  default Optional<String> objection(List<ReplyEvent> events) {
    return Optional.empty();
  }

  /// Whether this dialect has a place for a piece: for a call of a tool, or one that only the
  /// provider's dialect knows. What it has none for is left out, and the trace says so.
  default boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign);
  }

  /// How long the answer took, told right before [#end] to those that say it.
  default void timed(ReplyTiming timing) {}

  /// The end of an answer that ended well: the usage and end marks of a stream, or the whole body.
  byte[] end(Optional<Usage> usage);

  /// The truthful end of a stream that failed after it began: an error event, no end mark.
  byte[] failed(ClientError error);

  /// The same for a stream that began with a provider's own bytes.
  default byte[] failedAfterBytes(ClientError error) {
    return failed(error);
  }

  /// A sign of life for a stream whose first event is late.
  byte[] keepAlive();
}
