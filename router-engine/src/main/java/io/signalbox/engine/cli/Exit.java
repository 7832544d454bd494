package io.signalbox.engine.cli;

/// The exit codes.
final class Exit {
  /// Done, and nothing to object.
  static final int FINE = 0;

  /// Done, with findings: a failed test, a problem, a broken promise.
  static final int FINDINGS = 1;

  /// Bad arguments or input.
  static final int BAD_INPUT = 2;

  /// Could not run.
  static final int FAILED = 3;

  private Exit() {}
}
