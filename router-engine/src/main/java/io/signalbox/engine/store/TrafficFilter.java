package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
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
/// @param text a part of the name of app, model, provider, graph or a node that was passed, in
///   small letters or large ones; or how the request's id begins, with eight characters or more
/// @param usdAbove only those that cost more
/// @param exceptApp the name of an app whose requests are left out
public record TrafficFilter(
    Optional<Instant> since,
    Optional<String> graph,
    Optional<String> app,
    Optional<String> model,
    Optional<String> provider,
    OptionalInt status,
    Optional<String> path,
    Optional<String> text,
    Optional<Money> usdAbove,
    Optional<String> exceptApp) {

  /// All requests.
  public static final TrafficFilter ALL =
      new TrafficFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// The same with only requests from a moment on.
  public TrafficFilter since(Instant moment) {
    return new TrafficFilter(
        Optional.of(moment), graph, app, model, provider, status, path, text, usdAbove, exceptApp);
  }

  /// The same with only those in which a text is found; an empty text is in all.
  public TrafficFilter with(String words) {
    Optional<String> wanted = Optional.of(words.strip()).filter(each -> !each.isEmpty());
    return new TrafficFilter(
        since, graph, app, model, provider, status, path, wanted, usdAbove, exceptApp);
  }

  /// The same with only those that cost more.
  public TrafficFilter above(Money usd) {
    return new TrafficFilter(
        since, graph, app, model, provider, status, path, text, Optional.of(usd), exceptApp);
  }

  /// The same with only those of one app.
  public TrafficFilter of(String name) {
    return new TrafficFilter(
        since, graph, Optional.of(name), model, provider, status, path, text, usdAbove, exceptApp);
  }

  /// The same without those of one app.
  public TrafficFilter except(String name) {
    return new TrafficFilter(
        since, graph, app, model, provider, status, path, text, usdAbove, Optional.of(name));
  }

  /// A place in a list of traffic, the newest first.
  ///
  /// @param at when the last request that was seen came
  /// @param number its number
  public record Position(Instant at, long number) {
    /// Above the newest.
    public static final Position TOP =
        new Position(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
  }
}
