package io.signalbox.app.serving;

import io.signalbox.engine.catalog.BudgetNotice;
import java.util.ArrayList;
import java.util.List;

/// What is told of shares of budgets that were spent.
final class SpentShares {
  private static final int MOST_TOLD = 3;

  private SpentShares() {}

  /// In one text, the newest first.
  static String words(List<BudgetNotice> found) {
    var words = new ArrayList<>(found.stream().limit(MOST_TOLD).map(BudgetNotice::words).toList());
    if (found.size() > MOST_TOLD) {
      words.add("And " + (found.size() - MOST_TOLD) + " more, in the log.");
    }
    return String.join(" ", words);
  }
}
