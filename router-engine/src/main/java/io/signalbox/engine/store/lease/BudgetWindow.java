package io.signalbox.engine.store.lease;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Window;
import java.time.Instant;

/// Which window of a budget or limit it is.
///
/// @param graph the graph's name
/// @param node the node's id
/// @param key an app, a user, a metadata value; empty: all together
/// @param window how long it is
/// @param start when it began
public record BudgetWindow(String graph, String node, String key, Window window, Instant start) {

  /// The window of a claim.
  public static BudgetWindow of(Claim claim) {
    return new BudgetWindow(
        claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart());
  }
}
