package io.signalbox.engine.catalog;

import java.time.Instant;

/// A share of a budget was spent. Immutable.
///
/// @param graph the graph's name
/// @param node the id of the budget
/// @param key whose budget it is, as in [Claim]; empty: everybody's
/// @param window how long spend is summed up
/// @param windowStart when the window began
/// @param share the share of the cap that is told of
/// @param spent US dollars so far, without what is reserved
/// @param cap the most US dollars
/// @param at when it was found
public record BudgetNotice(
    String graph,
    String node,
    String key,
    Window window,
    Instant windowStart,
    double share,
    Money spent,
    Money cap,
    Instant at) {
  private static final int LONGEST_KEY = 80; // characters

  /// In a sentence, for a person. A long key is cut.
  public String words() {
    String whose = key.isEmpty() ? "" : " for " + shortened(key);
    return "The budget %s of %s has spent %s of %s this %s%s, over %s %%."
        .formatted(
            node,
            graph,
            spent.shown(),
            cap.shown(),
            window.id(),
            whose,
            Math.round(share * 1_000) / 10.0)
        .replace(".0 %.", " %.");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "…";
  }
}
