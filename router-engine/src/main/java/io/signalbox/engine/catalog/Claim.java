package io.signalbox.engine.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request takes from a budget or limit that it passed; it is held before a model is called
/// and settled after. Immutable.
///
/// @param graph the graph's name
/// @param node the id of the budget or limit node
/// @param key whose share it is: an app, a user, a label's value; empty: everybody's
/// @param window how long spend is summed up
/// @param windowStart when the current window began
/// @param cap the most US dollars; empty: not limited
/// @param requests the most requests; empty: not limited
/// @param tokens the most tokens; empty: not limited
/// @param again whether an earlier call of the same request was counted here already
public record Claim(
    String graph,
    String node,
    String key,
    Window window,
    Instant windowStart,
    Optional<Money> cap,
    OptionalLong requests,
    OptionalLong tokens,
    boolean again) {
  /// The same for a request that was counted here already.
  public Claim counted() {
    return new Claim(graph, node, key, window, windowStart, cap, requests, tokens, true);
  }
}
