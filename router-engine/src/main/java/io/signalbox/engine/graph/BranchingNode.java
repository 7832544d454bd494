package io.signalbox.engine.graph;

import java.util.List;

/// A node whose exits are a list of branches, of which some can be left out.
public sealed interface BranchingNode extends Node permits BalanceNode, FallbackNode, SplitNode {
  /// The same node with a further branch at the end.
  BranchingNode withBranch(String to);

  /// The same node with only some of its branches.
  ///
  /// @param branches their indices, in order
  BranchingNode withOnly(List<Integer> branches);

  /// Whether each branch has a weight of its own; such a branch is kept while it has no target.
  default boolean weighted() {
    return false;
  }

  /// The same node without one branch.
  ///
  /// @param index from 0
  default BranchingNode withoutBranch(int index) {
    return withOnly(
        java.util.stream.IntStream.range(0, exits().size())
            .filter(each -> each != index)
            .boxed()
            .toList());
  }

  @Override
  default List<String> bypass() {
    return exits().stream().map(Exit::to).filter(to -> !to.isEmpty()).toList();
  }
}
