package io.signalbox.engine.learned;

import java.util.List;
import java.util.OptionalDouble;

/// What a router chose. Immutable.
public sealed interface Choice {
  /// Models that reach the wish.
  ///
  /// @param candidates the best choice first; never empty
  /// @param dropped those that do not
  record Chosen(List<Candidate> candidates, List<Candidate> dropped) implements Choice {
    public Chosen {
      candidates = List.copyOf(candidates);
      dropped = List.copyOf(dropped);
    }

    /// The best choice.
    public Candidate best() {
      return candidates.getFirst();
    }
  }

  /// None: it is not sure.
  ///
  /// @param dropped the models, if their quality could be predicted
  record Declined(Reason reason, List<Candidate> dropped) implements Choice {
    public Declined {
      dropped = List.copyOf(dropped);
    }
  }

  /// What is predicted of a model.
  ///
  /// @param model its name in the outcomes
  /// @param quality the predicted quality, 0 to 1
  /// @param lower its lower bound
  /// @param usd what a call of it costs on average; empty if that is not known
  record Candidate(String model, double quality, double lower, OptionalDouble usd) {}

  /// Why none was chosen.
  enum Reason {
    /// The prompt is unlike all that were learned from.
    UNFAMILIAR,
    /// No model reaches the wish.
    OUT_OF_REACH
  }
}
