package io.signalbox.engine.store.sqlite;

import java.util.List;

/// What filters distinguish requests by, time and cost aside. There are few kinds, so a list is
/// filtered by finding the kinds that are wanted and then their newest requests.
///
/// @param path the number of the path through the graph
/// @param over whether there was more than one call
/// @param size the power of ten of the cost, see [#size(long)]
record TrafficKind(
    String graph,
    String app,
    String model,
    String provider,
    long path,
    int status,
    boolean over,
    boolean simulated,
    int size) {
  private static final long SMALLEST = 100_000_000L; // a hundredth of a cent, in picodollars
  private static final int LARGEST = 6;

  /// 0 for nothing or unknown, 1 below a hundredth of a cent, then one more for each power of ten
  /// up to a dollar, 6 from there on.
  static int size(long pico) {
    if (pico <= 0) {
      return 0;
    }
    int size = 1;
    for (long limit = SMALLEST; size < LARGEST && pico >= limit; limit *= 10) {
      size++;
    }
    return size;
  }

  /// Its columns, then how many more of it there are.
  List<Object> row(long requests) {
    return List.of(
        graph, app, model, provider, path, status, over ? 1 : 0, simulated ? 1 : 0, size, requests);
  }
}
