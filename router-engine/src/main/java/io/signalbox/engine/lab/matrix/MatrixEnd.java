package io.signalbox.engine.lab.matrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a run ended. Immutable.
///
/// @param stopped why the rest was not asked; empty if all were
/// @param left how many cells have no answer, for whatever reason
/// @param unjudged how many verdicts are wanted and not there
/// @param withheld how many cells were not sent because of a promise, by its name
/// @param failed how many calls got no answer, by who was called and why
/// @param givenUp who was not called any more after failures in a row
/// @param record all that the run has come to
public record MatrixEnd(
    Optional<String> stopped,
    int left,
    int unjudged,
    Map<String, Integer> withheld,
    Map<String, Integer> failed,
    java.util.List<String> givenUp,
    MatrixRecord record) {
  public MatrixEnd {
    withheld = Collections.unmodifiableMap(new LinkedHashMap<>(withheld));
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    givenUp = java.util.List.copyOf(givenUp);
  }

  /// Whether every cell has an answer and every pair its verdicts.
  public boolean isWhole() {
    return left == 0 && unjudged == 0;
  }
}
