package io.signalbox.plugins.export.tensorzero;

/// A function of its own for requests of which a rule holds; the caller has to name it.
///
/// @param function its name
/// @param when the rule, as the graph says it
/// @param plan what it does
record Way(String function, String when, Plan plan) {
  Way after(Plan.Change change) {
    return new Way(function, when, plan.after(change));
  }
}
