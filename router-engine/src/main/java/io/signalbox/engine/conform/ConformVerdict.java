package io.signalbox.engine.conform;

import java.util.Locale;

/// What was found of one trait of an endpoint.
public enum ConformVerdict {
  /// It has it, as its API describes it.
  YES,
  /// It has it not, and says so or ignores it without harm.
  NO,
  /// What came contradicts the API's description.
  BROKEN,
  /// It was not asked for, or the answer does not tell.
  UNTESTED;

  /// The word in tables and JSON: `yes`, `no`, `broken`, `not tested`.
  public String word() {
    return this == UNTESTED ? "not tested" : name().toLowerCase(Locale.ROOT);
  }
}
