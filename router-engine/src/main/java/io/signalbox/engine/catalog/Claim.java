package io.signalbox.engine.catalog;

import java.time.Instant;
import java.util.List;
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
/// @param notices shares of the cap, rising, that are told of once they are spent
public record Claim(
    String graph,
    String node,
    String key,
    Window window,
    Instant windowStart,
    Optional<Money> cap,
    OptionalLong requests,
    OptionalLong tokens,
    boolean again,
    List<Double> notices) {
  public Claim {
    notices = List.copyOf(notices);
  }

  /// A claim whose spend nobody is told of.
  public Claim(
      String graph,
      String node,
      String key,
      Window window,
      Instant windowStart,
      Optional<Money> cap,
      OptionalLong requests,
      OptionalLong tokens,
      boolean again) {
    this(graph, node, key, window, windowStart, cap, requests, tokens, again, List.of());
  }

  /// Whether money or tokens are limited, and not requests alone.
  public boolean isMeasured() {
    return cap().isPresent() || tokens().isPresent();
  }

  /// The same for a request that was counted here already.
  public Claim counted() {
    return new Claim(graph, node, key, window, windowStart, cap, requests, tokens, true, notices);
  }

  /// The same, telling of shares of the cap.
  public Claim telling(List<Double> shares) {
    return new Claim(graph, node, key, window, windowStart, cap, requests, tokens, again, shares);
  }
}
