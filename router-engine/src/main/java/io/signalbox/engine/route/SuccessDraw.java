package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.experiment.BetaDistribution;
import io.signalbox.engine.route.client.AssignmentHash;
import java.util.OptionalInt;

/// How traffic of a balance node follows feedback. Immutable.
///
/// **The idea** is Thompson sampling (Thompson, *On the likelihood that one unknown probability
/// exceeds another*, Biometrika 1933): from what feedback says of each model its true success rate
/// can only be guessed, the better the more scores there are. For each request one guess is drawn
/// for each model, and the highest wins. So a model gets as much traffic as it is likely to be the
/// best one. Example: 90 of 100 against 5 of 10; the guesses for the first lie between 84 % and 95
/// %, for the second between 22 % and 78 %: the first wins nearly always, and if the second really
/// is better, its next scores tell.
///
/// Each branch gets a floor of the requests whatever its scores are, so that one that became better
/// is found. The draws are hashes of the request's id: the same request takes the same branch.
///
/// @param key whose draws these are: graph, node and request
record SuccessDraw(String key) {
  /// The least share of requests of each branch, as long as all floors together are no more than
  /// [#MOST_EXPLORED].
  static final double FLOOR = 0.05;

  /// The most that all floors take.
  private static final double MOST_EXPLORED = 0.5;

  /// A guess at a model's true success rate, 0–1; a uniform one while there is no feedback.
  double guess(String model, Success success) {
    double well = Math.clamp(success.sum(), 0, (double) success.count());
    var belief = new BetaDistribution(1 + well, 1 + success.count() - well);
    return belief.quantile(AssignmentHash.draw(key + "\u0000" + model));
  }

  /// The branch that has this request for its floor; empty for most requests.
  OptionalInt explored(int branches) {
    double floor = Math.min(FLOOR, MOST_EXPLORED / branches);
    int branch = (int) (AssignmentHash.draw(key + "\u0000explore") / floor);
    return branch < branches ? OptionalInt.of(branch) : OptionalInt.empty();
  }
}
