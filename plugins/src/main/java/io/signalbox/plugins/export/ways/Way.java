package io.signalbox.plugins.export.ways;

/// One way through the rules of a graph.
///
/// @param <C> what the gateway calls a condition
/// @param name of what does it there
/// @param when the rules on it, as the graph says them
/// @param said the same, as the gateway says it
/// @param plan what is done
public record Way<C>(String name, String when, C said, Plan plan) {
  Way<C> named(String other) {
    return new Way<>(other, when, said, plan);
  }

  Way<C> after(Plan.Change change) {
    return new Way<>(name, when, said, plan.after(change));
  }

  /// The same with no more calls.
  ///
  /// @param together whether the branches of a draw share them
  public Way<C> within(int most, boolean together) {
    return new Way<>(name, when, said, plan.within(most, together));
  }
}
