package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Changes of a text that do not touch each other. All places are those of the text before any
/// change, so they may be noted in any order: `put(4, 5, "no")` and `insert(0, "say ")` make of
/// `yes y` the text `say yes no`. For one thread.
final class Splices {
  private record Splice(int start, int end, String text) {}

  private final String text;
  private final List<Splice> splices = new ArrayList<>();

  Splices(String text) {
    this.text = text;
  }

  void put(int start, int end, String replacement) {
    splices.add(new Splice(start, end, replacement));
  }

  void insert(int at, String inserted) {
    put(at, at, inserted);
  }

  /// The new text; empty if two changes touch the same place.
  Optional<String> result() {
    List<Splice> order =
        splices.stream()
            .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
            .toList();
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (Splice splice : order) {
      if (splice.start < at) {
        return Optional.empty();
      }
      result.append(text, at, splice.start).append(splice.text);
      at = splice.end;
    }
    return Optional.of(result.append(text, at, text.length()).toString());
  }
}
