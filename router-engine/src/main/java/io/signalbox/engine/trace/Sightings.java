package io.signalbox.engine.trace;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// What a decision has looked at so far. A step reads few values, so they are found one after the
/// other: that costs less than a map, which a request would fill and empty for each node that it
/// passes. Belongs to one thread.
public final class Sightings {
  private Object[] pairs = new Object[8]; // names and values in turn
  private int end;

  /// Remembers what a name was read as; the last value counts.
  public void add(String name, Object value) {
    int at = 0;
    while (at < end && !pairs[at].equals(name)) {
      at += 2;
    }
    if (at == end) {
      grow();
      pairs[at] = name;
    }
    pairs[at + 1] = value;
  }

  private void grow() {
    end += 2;
    if (end > pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
  }

  /// All since the last call, in the order in which they were first read.
  ///
  /// @param told what a value is told as
  public Seen take(UnaryOperator<Object> told) {
    for (int i = 1; i < end; i += 2) {
      pairs[i] = told.apply(pairs[i]);
    }
    Seen taken = Seen.of(pairs, end);
    Arrays.fill(pairs, 0, end, null);
    end = 0;
    return taken;
  }
}
