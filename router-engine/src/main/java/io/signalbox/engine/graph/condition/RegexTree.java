package io.signalbox.engine.graph.condition;

import java.util.List;

/// The tree of a regular expression, as far as it matters whether a text contains a match: groups
/// capture nothing, and what is greedy does not matter. Immutable.
sealed interface RegexTree {
  /// One character of a set.
  record Symbol(CodePoints set) implements RegexTree {}

  /// Parts one after the other.
  record Sequence(List<RegexTree> parts) implements RegexTree {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /// One of these.
  record Either(List<RegexTree> parts) implements RegexTree {
    public Either {
      parts = List.copyOf(parts);
    }
  }

  /// A part several times.
  ///
  /// @param most [#NO_END] if there is none
  record Repeat(RegexTree part, int least, int most) implements RegexTree {
    static final int NO_END = -1;
  }

  /// A place and no character.
  record Place(Kind kind) implements RegexTree {
    /// Which place.
    enum Kind {
      TEXT_START,
      TEXT_END,
      LINE_START,
      LINE_END,
      WORD_EDGE,
      NO_WORD_EDGE
    }
  }
}
