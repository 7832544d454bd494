package io.signalbox.engine.store.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests of one kind that followed one another, 64 of them: what the costliest cost, and when
/// they came. A query for costly requests reads only the blocks that have one.
///
/// Example: kind 7 has 200 requests, so its blocks 0 to 2 are full and block 3 has 8. The costliest
/// of block 1 cost $3, of all others 2 cents. Who looks for more than a dollar reads the 64
/// requests of block 1. A request's block follows from its place in its kind (`nth / 64`), which
/// the count of the kind gives when it is written; so a block is one row that grows, and nothing is
/// sorted. Where requests ran side by side, they are written in the order in which they ended and
/// `first` to `last` of two blocks overlap; hence the time and not the place finds a block's
/// requests.
///
/// @param kind the number of their kind
/// @param id how many stretches of the kind were before
/// @param pico picodollars; 0 if none had a price
/// @param first when the earliest came, in milliseconds since 1970
/// @param last when the latest came
record TraceBlock(long kind, long id, long pico, long first, long last) {
  /// Later than all, to begin with.
  static final TraceBlock TOP =
      new TraceBlock(Long.MAX_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE);

  private static final int LENGTH = 64;

  /// A request's place among those of its kind.
  ///
  /// @param kind the kind's number
  /// @param nth how many of the kind were before
  record Place(long kind, long nth) {
    Place next() {
      return new Place(kind, nth + 1);
    }

    private TraceBlock with(TraceEntry entry) {
      return new TraceBlock(kind, nth / LENGTH, entry.pico().orElse(0L), entry.at(), entry.at());
    }
  }

  /// Those that requests are in.
  ///
  /// @param places one for each request
  static List<TraceBlock> of(List<Place> places, List<TraceEntry> entries) {
    Map<Place, TraceBlock> all = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      TraceBlock one = places.get(i).with(entries.get(i));
      all.merge(new Place(one.kind, one.id), one, TraceBlock::and);
    }
    return new ArrayList<>(all.values());
  }

  private TraceBlock and(TraceBlock other) {
    return new TraceBlock(
        kind,
        id,
        Math.max(pico, other.pico),
        Math.min(first, other.first),
        Math.max(last, other.last));
  }

  /// Its columns.
  List<Object> row() {
    return List.of(kind, id, pico, first, last);
  }

  /// Where its requests are found, as JSON.
  String span() {
    return "[" + kind + "," + first + "," + last + "]";
  }
}
