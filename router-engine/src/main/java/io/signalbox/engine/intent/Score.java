package io.signalbox.engine.intent;

/// What speaks for each class.
///
/// @param logs the logarithms of the classes' probabilities
/// @param near how near the text is to each class
/// @param weight of the nearest example beside the head
record Score(double[] logs, Space.Nearness near, double weight) {
  private static final double FAMILIARITY = 8;
  private static final int NONE = -1;

  /// The class for which most speaks; of equals the first.
  int best() {
    int best = 0;
    for (int c = 1; c < logs.length; c++) {
      if (sum(c) > sum(best)) {
        best = c;
      }
    }
    return best;
  }

  private double sum(int c) {
    return logs[c] + weight * near.topic()[c];
  }

  /// How much the text is like those of some class and of no other: low for texts of no class, and
  /// for those between two.
  double familiarity() {
    return familiarityWithout(NONE);
  }

  /// The same if a class were not known.
  double familiarityWithout(int unknown) {
    double most = Double.NEGATIVE_INFINITY;
    double nearest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logs.length; c++) {
      if (c != unknown) {
        most = Math.max(most, logs[c]);
        nearest = Math.max(nearest, near.text()[c]);
      }
    }
    double rest = 0;
    for (int c = 0; c < logs.length; c++) {
      rest += c == unknown ? 0 : Math.exp(logs[c] - most);
    }
    return FAMILIARITY * nearest - Math.log(rest);
  }
}
