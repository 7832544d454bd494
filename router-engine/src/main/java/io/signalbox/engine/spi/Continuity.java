package io.signalbox.engine.spi;

import io.signalbox.engine.chat.Failure;
import java.util.List;
import java.util.Optional;

/// How a request goes on with earlier answers that it does not repeat, and whether its own answer
/// may be gone on with. Immutable.
///
/// @param earlier the ids of the answers, and items of answers, that it goes on with
/// @param incomplete what its client is told where the request cannot be passed on to the provider
///   that keeps these; empty if the request as it was read has all that was said
/// @param keeps whether the client wants its answer kept
public record Continuity(List<String> earlier, Optional<Failure> incomplete, boolean keeps) {
  /// A request that says all by itself, and whose answer nobody goes on with.
  public static final Continuity NONE = new Continuity(List.of(), Optional.empty(), false);

  public Continuity {
    earlier = List.copyOf(earlier);
  }
}
