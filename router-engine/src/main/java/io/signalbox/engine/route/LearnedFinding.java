package io.signalbox.engine.route;

import java.util.List;

/// What a learned node's router makes of a text. Immutable.
public sealed interface LearnedFinding {
  /// Models are good enough.
  ///
  /// @param branches their ids in the graph, the best choice first; never empty
  /// @param because why the first, for a person
  /// @param dropped why others are not, for a person
  record Ranked(List<String> branches, String because, List<String> dropped)
      implements LearnedFinding {
    public Ranked {
      branches = List.copyOf(branches);
      dropped = List.copyOf(dropped);
    }
  }

  /// None is sure to be.
  ///
  /// @param why for a person, without any text of the request
  record Declined(String why) implements LearnedFinding {}
}
