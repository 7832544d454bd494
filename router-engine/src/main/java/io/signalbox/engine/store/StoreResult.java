package io.signalbox.engine.store;

import io.signalbox.engine.graph.Problem;
import java.util.List;

/// What became of the wish to open a home.
public sealed interface StoreResult {
  /// It is open.
  ///
  /// @param store to be closed by the caller
  /// @param notices what the user should hear: something was damaged and set aside
  record Ready(Store store, List<Problem> notices) implements StoreResult {
    public Ready {
      notices = List.copyOf(notices);
    }
  }

  /// It stays shut and nothing in it was changed: it is from a newer version, or cannot be written.
  record Refused(Problem problem) implements StoreResult {}
}
