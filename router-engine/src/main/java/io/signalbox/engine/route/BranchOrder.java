package io.signalbox.engine.route;

import java.util.List;

/// Targets in the order in which they are tried. Immutable.
///
/// @param dropped what is not among them, and why
/// @param equals how many of them, from the first, may change places
record BranchOrder(
    List<String> targets, List<String> labels, String because, List<String> dropped, int equals) {
  /// The same with the targets first that lead to a model.
  ///
  /// @param why what is said of it
  BranchOrder leaning(Leaning to, String why) {
    List<Integer> order = to.order(targets, equals);
    return order.getFirst() == 0
        ? this
        : new BranchOrder(
            order.stream().map(targets::get).toList(),
            order.stream().map(labels::get).toList(),
            why,
            dropped,
            equals);
  }
}
