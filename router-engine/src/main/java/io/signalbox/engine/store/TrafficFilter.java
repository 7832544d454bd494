package io.signalbox.engine.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Which requests are wanted; what is empty lets all pass. Immutable.
///
/// @param since only those that came then or later
/// @param graph the graph's name
/// @param app the app's name
/// @param model the id of the model that answered
/// @param provider the id of the provider that answered
/// @param status the status, 100 to 599, or its first digit alone, 2 to 5
/// @param path a part of the names of the nodes that were passed
public record TrafficFilter(
    Optional<Instant> since,
    Optional<String> graph,
    Optional<String> app,
    Optional<String> model,
    Optional<String> provider,
    OptionalInt status,
    Optional<String> path) {

  /// All requests.
  public static final TrafficFilter ALL =
      new TrafficFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty());

  /// The same with only requests from a moment on.
  public TrafficFilter since(Instant moment) {
    return new TrafficFilter(Optional.of(moment), graph, app, model, provider, status, path);
  }

  /// A place in a list of traffic, the newest first.
  ///
  /// @param at when the last request that was seen came
  /// @param number its number
  public record Spot(Instant at, long number) {
    /// Above the newest.
    public static final Spot TOP = new Spot(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
  }
}
