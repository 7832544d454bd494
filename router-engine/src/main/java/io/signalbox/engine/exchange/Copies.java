package io.signalbox.engine.exchange;

import java.util.Optional;

/// Runs copies of requests, whose answers nobody waits for. Safe for threads.
@FunctionalInterface
public interface Copies {
  /// Runs a copy, now or soon, or not at all.
  ///
  /// @param id the request's id
  /// @param bytes how large the request's body is
  /// @return why it does not run; empty if it does
  Optional<String> run(String id, long bytes, Runnable copy);

  /// None is run: in rehearsals a copy is only decided on.
  Copies NONE = (id, bytes, copy) -> Optional.empty();

  /// A copy is not copied again.
  Copies OF_COPY = (id, bytes, copy) -> Optional.of("a copy is not copied again");
}
