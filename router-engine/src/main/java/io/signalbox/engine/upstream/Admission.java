package io.signalbox.engine.upstream;

/// Whether a call may go out. Immutable.
public sealed interface Admission {
  /// It may.
  record Admitted(Permit permit) implements Admission {}

  /// It must not.
  ///
  /// @param why for a person
  record Refused(String why) implements Admission {}
}
