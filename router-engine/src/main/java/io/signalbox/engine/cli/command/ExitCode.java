package io.signalbox.engine.cli.command;

/// The exit codes.
public final class ExitCode {
  /// Done, and nothing to object.
  public static final int FINE = 0;

  /// Done, with findings: a failed test, a problem, a broken promise.
  public static final int FINDINGS = 1;

  /// Bad arguments or input.
  public static final int BAD_INPUT = 2;

  /// Could not run.
  public static final int FAILED = 3;

  private ExitCode() {}
}
