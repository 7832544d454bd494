package io.signalbox.engine.learned;

import java.util.List;

/// Cost against quality, measured on prompts that the router had not seen.
///
/// @param prompts how many
/// @param models their names, with mean scores and mean costs
/// @param priced whether costs are dollars; else calls are counted
/// @param best the best single model on the data that was trained on
/// @param cheapest the cheapest one
/// @param lines the router first, then the baselines, if they could be measured
/// @param guarded the router where it was safe on held-back training data, beside the best model
public record Curve(
    int prompts,
    List<Single> models,
    boolean priced,
    String best,
    String cheapest,
    List<Line> lines,
    Proof guarded) {

  /// Where a mean cost of a call lies between the cheapest model's (0) and the best one's (1);
  /// outside of both if it is less or more.
  ///
  /// @param cost in dollars, or where costs are not known in shares of calls of the best model
  public double share(double cost) {
    if (!priced) {
      return cost;
    }
    double least = single(cheapest).cost();
    double most = single(best).cost();
    return most > least ? (cost - least) / (most - least) : 1;
  }

  /// A model by its name.
  ///
  /// @throws java.util.NoSuchElementException if there is none
  public Single single(String model) {
    return models.stream().filter(each -> each.model().equals(model)).findFirst().orElseThrow();
  }

  /// A model that answers all prompts.
  ///
  /// @param cost in US dollars; NaN if it is not known
  public record Single(String model, double score, double cost) {}

  /// One router.
  ///
  /// @param area average performance gap recovered, 0.5 for a random mix; see [Sweep]
  /// @param saved the largest share of the best single model's cost that is saved without being
  ///   worse than it; the choice of the place on the curve is made with the outcomes known
  /// @param scores mean scores at 0, 10 … 100 % of the cost between cheapest and best model
  public record Line(String name, Interval area, Interval saved, List<Double> scores) {}

  /// A figure with its 95 % interval by bootstrap.
  ///
  /// @param value the figure
  /// @param lower the lower end
  /// @param upper the upper end
  public record Interval(double value, double lower, double upper) {}
}
