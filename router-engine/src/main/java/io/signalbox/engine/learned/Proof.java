package io.signalbox.engine.learned;

/// How a router does on prompts that it had not seen, beside the best single model.
///
/// @param prompts how many
/// @param router its mean score
/// @param best the best single model's mean score
/// @param lower the lower end of the 95 % interval of router minus best, by pairs
/// @param upper its upper end
/// @param routerCost mean cost of a call, in the unit of [Prices]
/// @param bestCost the same of the best single model
/// @param moved the share of prompts that another model than the best answered
/// @param declined the share of prompts that it declined
public record Proof(
    int prompts,
    double router,
    double best,
    double lower,
    double upper,
    double routerCost,
    double bestCost,
    double moved,
    double declined) {
  /// A difference that is none.
  public static final double MARGIN = 0.01;

  private static final double TINY = 1e-9;

  /// Whether it is shown to be no worse than the best single model: not below it, and with 95 %
  /// confidence not below it by more than one point of a hundred.
  public boolean holds() {
    return prompts > 0 && router >= best - TINY && lower >= -MARGIN - TINY;
  }

  /// The share of the best single model's cost that is saved; below 0 if it costs more.
  public double saved() {
    return bestCost > 0 ? 1 - routerCost / bestCost : 0;
  }
}
