package io.signalbox.engine.graph.condition;

import java.util.Optional;

/// A regular expression (RE2) that is looked for in texts, in time that grows no faster than the
/// text. Immutable, safe for threads.
///
/// @param text how it is written
public record LinearRegex(String text) {
  /// @throws IllegalArgumentException if it cannot be used
  public LinearRegex {
    Regexes.objection(text)
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
  }

  /// The expression that is written so; empty if that is none, or a huge one.
  public static Optional<LinearRegex> of(String text) {
    return Regexes.objection(text).isEmpty()
        ? Optional.of(new LinearRegex(text))
        : Optional.empty();
  }

  /// Whether a text contains a match.
  public boolean isIn(String where) {
    return TextPattern.of(text).isIn(where, new Steps(Long.MAX_VALUE));
  }
}
