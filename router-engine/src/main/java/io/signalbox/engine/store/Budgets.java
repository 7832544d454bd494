package io.signalbox.engine.store;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What has been spent, and is reserved, of budgets and limits. Whatever happens to a process, no
/// window ever counts less than was spent: a reservation that is never settled counts at its worst.
/// Holding is atomic over all threads and processes of one home. Safe for use by many threads.
///
/// Every change is with the operating system when its method returns: it outlives this process, and
/// other processes see it. A power cut may cost the last second. Changes of many threads share one
/// write. A window holds up to nine million dollars.
public interface Budgets {
  /// Reserves the worst case of a request in all these windows, or in none. To hold again for the
  /// same id replaces what it held in these windows and counts it once.
  ///
  /// @param claims empty: nothing is touched
  /// @param worst the most that it can cost and use, with what it may have cost already
  /// @return the node that has no room; empty if all have
  /// @throws StoreException if it cannot be written
  Optional<String> hold(String requestId, List<Claim> claims, WorstCase worst);

  /// Puts what a request really cost in the place of all that it holds. A request that this process
  /// did not hold anything for costs nothing here. If it cannot be written, it is logged and
  /// written later; until then the request counts at its worst.
  void settle(String requestId, Money actual, long tokens);

  /// Gives back all that a request holds, as if it had never come; later if it cannot be written
  /// now.
  void release(String requestId);

  /// What one window has seen so far.
  WindowUsage used(String graph, String node, String key, Window window, Instant windowStart);

  /// When the latest window of a node and key began that anything was counted in; empty if nothing
  /// was. It reads the disk.
  Optional<Instant> latest(String graph, String node, String key, Window window);

  /// The key of which most has been spent in a window of a node, for one that counts apart: an app,
  /// a user; empty if nothing was counted. It reads the disk.
  Optional<String> busiest(String graph, String node, Window window, Instant windowStart);

  /// The largest share of a claim's that the spend of its window has reached, if that, or a larger
  /// one, was not told before: a share is told once in a window, also over restarts and by several
  /// processes. What is reserved is not spent. Nothing is told while it cannot be written.
  Optional<BudgetNotice> notice(Claim claim);

  /// What was told after a moment, the newest first; at most a hundred.
  List<BudgetNotice> notices(Instant after);

  /// What was spent and is reserved in one window.
  default Money spent(String graph, String node, String key, Window window, Instant windowStart) {
    return used(graph, node, key, window, windowStart).usd();
  }
}
