package io.signalbox.engine.trace;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// A few values by their names, in order. Every step of every request has such a map, so it is one
/// array and no more. Immutable.
public final class Seen extends AbstractMap<String, Object> {
  private static final Seen NOTHING = new Seen(new Object[0]);

  private final Object[] pairs; // names and values in turn

  private Seen(Object[] pairs) {
    this.pairs = pairs;
  }

  /// The same names and values as now in another map.
  public static Seen of(Map<String, ?> values) {
    if (values instanceof Seen seen) {
      return seen;
    }
    if (values.isEmpty()) {
      return NOTHING;
    }
    var pairs = new Object[2 * values.size()];
    int end = 0;
    for (Map.Entry<String, ?> each : values.entrySet()) {
      pairs[end++] = each.getKey();
      pairs[end++] = each.getValue();
    }
    return new Seen(pairs);
  }

  /// @param all names and values in turn
  /// @param end how many of them count
  static Seen of(Object[] all, int end) {
    return end == 0 ? NOTHING : new Seen(Arrays.copyOf(all, end));
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return Seen.this.size();
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return entries();
      }
    };
  }

  private Iterator<Entry<String, Object>> entries() {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < pairs.length;
      }

      @Override
      public Entry<String, Object> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        at += 2;
        return Map.entry((String) pairs[at - 2], pairs[at - 1]);
      }
    };
  }
}
